// Programs that call functions, unmodified: the AWS CLI and AWS's SDK for JavaScript. (boto3: start_lambda_test.cpp.)
#include <catch2/catch.hpp>
#include <filesystem>
#include <iostream>

#include "base/text.h"
#include "json/json.h"
#include "system/command.h"
#include "tests/e2e/local_server.h"
#include "tests/e2e/moto.h"
#include "tests/support/process.h"
#include "tests/support/scratch_folder.h"

using namespace cxsam;
using test::ScratchFolder;
namespace fs = std::filesystem;

namespace {

constexpr const char* kTemplate = R"(Resources:
  Streams:
    Type: AWS::Lambda::Function
    Properties: {Code: src, Handler: app.handler, Runtime: nodejs20.x, Timeout: 20}
)";

constexpr const char* kHandler = R"(exports.handler = awslambda.streamifyResponse(async (event, stream) => {
  if (event.fail) throw new Error("as asked");
  for (const part of event.parts ?? ["nothing"]) {
    stream.write(part);
    await new Promise((done) => setTimeout(done, event.wait ?? 0));
  }
  stream.end();
});
)";

bool skip(const std::string& reason) {
  std::cout << "skipped: " << reason << "\n";
  return false;
}

/// The SDK in a folder of its own, fetched once.
bool has_sdk(const fs::path& folder) {
  if (!system::find_program("node") || !system::find_program("npm")) return skip("no node and npm on PATH");
  const fs::path source = fs::path(CXSAM_SOURCE_DIR) / "tests/e2e/clients/callers";
  fs::create_directories(folder);
  for (const char* name : {"package.json", "call.js"})
    fs::copy_file(source / name, folder / name, fs::copy_options::overwrite_existing);
  if (fs::exists(folder / "node_modules/@aws-sdk/client-lambda/package.json")) return true;
  const auto fetched =
      system::run_command({.words = {"timeout", "300", "npm", "install", "--silent", "--no-audit", "--no-fund"},
                           .folder = folder,
                           .environment = {}});
  if (fetched && fetched->exit_code == 0) return true;
  return skip("@aws-sdk/client-lambda cannot be fetched here");
}

struct Application {
  Application() {
    folder.write("template.yaml", kTemplate);
    folder.write("src/app.js", kHandler);
  }
  ScratchFolder folder;
};

std::string url_of(const test::LocalServer& serving) { return "http://127.0.0.1:" + std::to_string(serving.port); }

}  // namespace

TEST_CASE("callers: AWS's SDK for JavaScript, whole answers and streams", "[e2e][callers]") {
  const fs::path sdk = fs::path(CXSAM_SOURCE_DIR) / "build/clients/callers";
  if (!has_sdk(sdk)) return;
  const Application application;
  test::LocalServer serving("start-lambda", application.folder, {});
  const auto run = test::run_process({.command = {system::find_program("node")->string(), "call.js", url_of(serving)},
                                      .folder = sdk,
                                      .environment = {{"PATH", "/usr/bin:/bin"}}});
  INFO(run.out << run.err << serving.output());
  REQUIRE(run.exit_code == 0);
  const std::vector<std::string_view> lines = split(run.out, '\n');
  REQUIRE(lines.size() == 5);  // the last is empty
  CHECK(lines[0] == R"([200,null,"whole",true])");
  CHECK(lines[1] == R"([200,"Unhandled","as asked"])");
  CHECK(parse_json(lines[2]).value()[1] == "fine");
  CHECK(replace_all(parse_json(lines[2]).value()[0].get<std::string>(), "|", "") == "onetwothree");
  CHECK(lines[3] == R"(["ResourceNotFoundException",404])");
}

TEST_CASE("callers: the AWS CLI", "[e2e][callers]") {
  const auto aws = system::find_program("aws");
  if (!aws || !system::find_program("node")) {
    skip("no aws and node on PATH");
    return;
  }
  const Application application;
  test::LocalServer serving("start-lambda", application.folder, {});
  const auto call = [&](std::vector<std::string> words) {
    words.insert(words.begin(),
                 {aws->string(), "--endpoint-url", url_of(serving), "--region", "us-east-1", "--output", "json", "lambda"});
    return test::run_process({.command = std::move(words),
                              .folder = application.folder.path(),
                              .environment = {{"PATH", std::getenv("PATH")},
                                              {"HOME", std::getenv("HOME") != nullptr ? std::getenv("HOME") : "/"},
                                              {"AWS_ACCESS_KEY_ID", "k"},
                                              {"AWS_SECRET_ACCESS_KEY", "s"}}});
  };
  application.folder.write("event.json", R"({"parts": ["hi"]})");
  const auto good = call({"invoke", "--function-name", "Streams", "--payload", "fileb://event.json", "out"});
  INFO(good.out << good.err);
  REQUIRE(good.exit_code == 0);
  CHECK(parse_json(good.out).value_or(Json())["StatusCode"] == 200);
  CHECK(application.folder.read("out") == "hi");
  const auto listed = call({"list-functions"});
  CHECK(parse_json(listed.out).value_or(Json())["Functions"][0]["FunctionName"] == "Streams");
  const auto missing = call({"invoke", "--function-name", "Nope", "out"});
  CHECK(missing.exit_code != 0);
  CHECK(missing.err.find("ResourceNotFoundException") != std::string::npos);
}

TEST_CASE("callers: what follows an event reaches topics and event buses", "[e2e][callers][aws]") {
  const fs::path tools = test::aws_tools();
  if (tools.empty() || !test::has_python()) return;
  const ScratchFolder folder;
  test::Moto moto(tools);
  auto environment = moto.environment(folder.path());
  environment["PATH"] = std::getenv("PATH");
  const auto run = test::run_process(
      {.command = {(tools / "python").string(), (test::kAwsClients / "destinations.py").string(), moto.url(), CXSAM_BINARY},
       .folder = folder.path(),
       .environment = std::move(environment)});
  INFO(run.out << run.err);
  REQUIRE(run.exit_code == 0);
  const Json heard = parse_json(run.out).value_or(Json());
  REQUIRE(heard.is_object());
  const Json& done = heard["topic"];
  CHECK(done["version"] == "1.0");
  CHECK(done["requestContext"]["condition"] == "Success");
  CHECK(done["requestPayload"] == Json{{"fail", false}});
  CHECK(done["responsePayload"] == "done");
  const Json& failed = heard["bus"];
  CHECK(failed["source"] == "lambda");
  CHECK(failed["detail-type"] == "Lambda Function Invocation Result - Failure");
  CHECK(failed["detail"]["requestContext"]["condition"] == "RetriesExhausted");
  CHECK(failed["detail"]["responsePayload"]["errorMessage"] == "as asked");
}
