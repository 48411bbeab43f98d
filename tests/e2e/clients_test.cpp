// The runtime clients that AWS ships, unmodified: Python's awslambdaric, Go's aws-lambda-go, Rust's lambda_runtime. They are
// got and built once, below build/clients; without their toolchain, or offline before the first time, a test is skipped.
#include <catch2/catch.hpp>
#include <iostream>
#include <set>

#include "system/command.h"
#include "tests/e2e/function_fixture.h"

using namespace cxsam;
using testing::Answer;
using testing::FunctionFixture;
using Kind = invoke::Outcome::Kind;
namespace fs = std::filesystem;

namespace {

const fs::path kCache = fs::path(CXSAM_SOURCE_DIR) / "build" / "clients";

bool skip(const std::string& reason) {
  std::cout << "skipped: " << reason << "\n";
  return false;
}

// Runs a build of at most ten minutes in the cache's copy of a client's sources.
bool build(const std::string& name, const std::string& tool, std::vector<std::string> words) {
  if (!system::find_program(tool)) return skip("no " + tool + " on PATH");
  const fs::path folder = kCache / name;
  fs::create_directories(folder);
  const auto overwrite = fs::copy_options::recursive | fs::copy_options::overwrite_existing;
  fs::copy(fs::path(CXSAM_SOURCE_DIR) / "tests" / "e2e" / "clients" / name, folder, overwrite);
  words.insert(words.begin(), {"timeout", "600"});
  const auto built = system::run_command({.words = std::move(words), .folder = folder, .environment = {{"CGO_ENABLED", "0"}}});
  if (built && built->exit_code == 0) return true;
  const std::string why =
      built ? built->err.substr(built->err.size() > 300 ? built->err.size() - 300 : 0) : built.error().message;
  return skip("the " + name + " client cannot be built here: " + why);
}

void check_error(const Answer& answer, const std::string& message) {
  CHECK(answer.outcome.kind == Kind::FunctionError);
  CHECK(answer.json()["errorMessage"].get<std::string>().find(message) != std::string::npos);
}

}  // namespace

TEST_CASE("clients: awslambdaric", "[e2e][clients]") {
  const fs::path folder = kCache / "python";
  if (!fs::exists(folder / "awslambdaric") && !build("python", "python3",
                                                     {"python3", "-m", "pip", "install", "--quiet", "--target", ".",
                                                      "--only-binary", ":all:", "awslambdaric==4.2.2"})) {
    return;
  }
  FunctionFixture function("provided.al2023", "app.handler");
  fs::copy(fs::path(CXSAM_SOURCE_DIR) / "tests/e2e/clients/python/app.py", function.code.path() / "app.py");
  fs::copy(folder, function.code.path(), fs::copy_options::recursive | fs::copy_options::skip_existing);
  const std::string python = system::find_program("python3")->string();
  function.code.write("bootstrap", "#!/bin/sh\nexec " + python + " -m awslambdaric \"$_HANDLER\"\n", true);
  Answer answer = function.invoke(R"({"name": "Ali"})");
  INFO(answer.body << "\n" << function.log);
  REQUIRE(answer.outcome.kind == Kind::Ok);
  CHECK(answer.json()["got"]["name"] == "Ali");
  check_error(function.invoke(R"({"fail": true})"), "on purpose");
  CHECK(function.invoke("{}").outcome.kind == Kind::Ok);
  CHECK(function.pool().size() == 1);
}

TEST_CASE("clients: aws-lambda-go", "[e2e][clients]") {
  if (!build("go", "go", {"go", "build", "-o", "bootstrap", "."})) return;
  FunctionFixture function("provided.al2023", "bootstrap");
  fs::copy(kCache / "go" / "bootstrap", function.code.path() / "bootstrap");
  Answer answer = function.invoke(R"({"Name": "Ali"})");
  INFO(answer.body << "\n" << function.log);
  REQUIRE(answer.outcome.kind == Kind::Ok);
  CHECK(answer.json()["got"] == "Ali");
  check_error(function.invoke(R"({"Fail": true})"), "on purpose");

  const Answer streamed = function.invoke(R"({"Stream": true})");
  CHECK(streamed.outcome.kind == Kind::Ok);
  CHECK(streamed.content_type == "application/vnd.awslambda.http-integration-response");
  CHECK(streamed.body.find("{\"statusCode\":201") == 0);
  CHECK(streamed.body.ends_with(std::string(8, '\0') + "one two"));

  // A panic reports the error and ends the process.
  check_error(function.invoke(R"({"Panic": true})"), "on purpose");
  CHECK(function.invoke("{}").outcome.kind == Kind::Ok);
}

// Each of the calls waits in its handler until all have come.
TEST_CASE("clients: aws-lambda-go takes several invocations at once on managed instances", "[e2e][clients]") {
  if (!build("go", "go", {"go", "build", "-o", "bootstrap", "."})) return;
  FunctionFixture function("provided.al2023", "bootstrap");
  function.spec.max_concurrency = 8;
  fs::copy(kCache / "go" / "bootstrap", function.code.path() / "bootstrap");
  const std::string meet = R"({"Meet": 4})";
  const auto answers = function.invoke_all({meet, meet, meet, meet});
  INFO(function.log);
  std::set<std::string> processes;
  for (const Answer& answer : answers) {
    CHECK(answer.outcome.kind == Kind::Ok);
    processes.insert(answer.json().value("process", answer.body));
  }
  CHECK(processes.size() == 1);
  CHECK(function.invoke("{}").json()["type"] == "lambda-managed-instances");
}

TEST_CASE("clients: lambda_runtime", "[e2e][clients]") {
  if (!build("rust", "cargo", {"cargo", "build", "--release", "--quiet"})) return;
  FunctionFixture function("provided.al2023", "bootstrap");
  fs::copy(kCache / "rust" / "target" / "release" / "bootstrap", function.code.path() / "bootstrap");
  const Answer answer = function.invoke(R"({"name": "Ali"})");
  INFO(answer.body << "\n" << function.log);
  REQUIRE(answer.outcome.kind == Kind::Ok);
  CHECK(answer.json()["got"]["name"] == "Ali");
  check_error(function.invoke(R"({"fail": true})"), "on purpose");
  CHECK(function.invoke("{}").outcome.kind == Kind::Ok);
}

// Its native part is built from source.
TEST_CASE("clients: aws-lambda-ric", "[e2e][clients]") {
  if (!system::find_program("node")) {
    skip("no node on PATH");
    return;
  }
  const fs::path folder = kCache / "ric";
  if (!fs::exists(folder / "node_modules/aws-lambda-ric/build/Release")) {
    for (const char* tool : {"autoconf", "automake", "libtoolize", "cmake", "g++"}) {
      if (system::find_program(tool)) continue;
      skip(std::string("aws-lambda-ric needs ") + tool + " to build its native part");
      return;
    }
    if (!build("ric", "npm", {"npm", "install", "--silent", "--no-audit", "--no-fund", "aws-lambda-ric@3.3.0"})) return;
  }
  const std::string node = system::find_program("node")->string();
  const auto of = [&](FunctionFixture& function) {
    fs::copy(folder / "node_modules", function.code.path() / "node_modules",
             fs::copy_options::recursive | fs::copy_options::copy_symlinks);
    fs::copy(fs::path(CXSAM_SOURCE_DIR) / "tests/e2e/clients/ric/app.js", function.code.path() / "app.js");
    function.code.write("bootstrap", "#!/bin/sh\nexec " + node + " node_modules/aws-lambda-ric/bin/index.mjs \"$_HANDLER\"\n",
                        true);
  };
  FunctionFixture function("provided.al2023", "app.handler");
  of(function);
  const Answer answer = function.invoke(R"({"name": "Ali"})");
  INFO(answer.body << "\n" << function.log);
  REQUIRE(answer.outcome.kind == Kind::Ok);
  CHECK(answer.json()["got"] == "Ali");
  check_error(function.invoke(R"({"fail": true})"), "on purpose");
  CHECK(function.invoke("{}").outcome.kind == Kind::Ok);
  CHECK(function.pool().size() == 1);

  FunctionFixture streaming("provided.al2023", "app.stream");
  of(streaming);
  const Answer streamed = streaming.invoke("{}");
  INFO(streamed.body << "\n" << streaming.log);
  CHECK(streamed.content_type == "application/vnd.awslambda.http-integration-response");
  CHECK(streamed.body.ends_with(std::string(8, '\0') + "one two"));
  CHECK(streaming.invoke(R"({"fail": true})").outcome.kind != Kind::Ok);
  CHECK(streaming.invoke("{}").outcome.kind == Kind::Ok);
}

// The extension stands beside a function in Python; its last line comes after the last call, while it ends.
TEST_CASE("clients: lambda-extension, in Rust", "[e2e][clients]") {
  if (!build("rust", "cargo", {"cargo", "build", "--release", "--quiet"})) return;
  test::ScratchFolder layer;
  fs::create_directories(layer / "extensions");
  fs::copy(kCache / "rust" / "target" / "release" / "extension", layer / "extensions/teller");
  FunctionFixture function("python3.11");
  function.code.write("app.py", "def handler(event, context):\n    return context.aws_request_id\n");
  function.spec.layers = {layer.path()};
  const Answer answer = function.invoke();
  CHECK(answer.outcome.kind == Kind::Ok);
  CHECK(function.invoke().outcome.kind == Kind::Ok);
  function.close();
  INFO(answer.body << "\n" << function.log);
  CHECK(function.log.find("extension: invoke " + answer.json().get<std::string>() + "\n") != std::string::npos);
  CHECK(function.log.find("extension: shutdown spindown\n") != std::string::npos);
}

// The package is what functions import on AWS to have something done before their snapshot and after it.
TEST_CASE("clients: snapshot_restore_py", "[e2e][clients]") {
  const fs::path folder = kCache / "snapshot";
  if (!fs::exists(folder / "snapshot_restore_py.py") &&
      !build("snapshot", "python3", {"python3", "-m", "pip", "install", "--quiet", "--target", ".", "snapshot_restore_py"})) {
    return;
  }
  FunctionFixture function("python3.12");
  fs::copy(folder, function.code.path(), fs::copy_options::recursive);
  function.code.write("app.py", R"(import os
from snapshot_restore_py import register_before_snapshot, register_after_restore
order = ["init"]
register_before_snapshot(lambda name: order.append("before " + name), "first")
register_before_snapshot(lambda: order.append("before second"))
@register_after_restore
def after_first():
    order.append("after first")
register_after_restore(lambda: order.append("after second"))
def handler(event, context):
    return order + [os.environ["AWS_LAMBDA_INITIALIZATION_TYPE"]]
)");
  function.spec.snap_start = true;
  function.spec.version = "1";
  const Answer answer = function.invoke();
  INFO(answer.body << "\n" << function.log);
  CHECK(answer.json() == Json::array({"init", "before second", "before first", "after first", "after second", "snap-start"}));
  CHECK(function.log.find("\tRestore Duration: ") != std::string::npos);
  CHECK(function.log.find("\tInit Duration: ") == std::string::npos);
}
