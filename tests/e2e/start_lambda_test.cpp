// `cxsam local start-lambda`: the real program with real Python functions, called by boto3 and by hand.
#include <catch2/catch.hpp>
#include <csignal>
#include <iostream>

#include "base/hash.h"
#include "base/text.h"
#include "json/json.h"
#include "system/command.h"
#include "tests/e2e/local_server.h"
#include "tests/support/process.h"
#include "tests/support/raw_client.h"
#include "tests/support/scratch_folder.h"
#include "tests/support/started_program.h"

using namespace cxsam;
using test::fetch;
using test::ScratchFolder;

namespace {

constexpr const char* kTemplate = R"(Resources:
  Hello:
    Type: AWS::Lambda::Function
    Properties: {FunctionName: greeter, Code: src, Handler: app.handler, Runtime: python3.11}
)";

constexpr const char* kHandler = R"(import os
def handler(event, context):
    print("said", event)
    if event.get("fail"):
        raise ValueError("as asked")
    custom = context.client_context.custom if context.client_context else None
    return {"event": event, "custom": custom, "arn": context.invoked_function_arn, "id": context.aws_request_id}
)";

/// boto3's answers as JSON lines.
constexpr const char* kClient = R"(import base64, json, sys
import boto3
from botocore.config import Config
client = boto3.client("lambda", endpoint_url=sys.argv[1], region_name="us-east-1", aws_access_key_id="k", aws_secret_access_key="s",
                      config=Config(retries={"max_attempts": 0}))
def show(answer):
    kept = {key: answer[key] for key in ("StatusCode", "FunctionError", "ExecutedVersion") if key in answer}
    payload = answer["Payload"].read().decode()
    kept["payload"] = json.loads(payload) if payload else ""
    if "LogResult" in answer:
        kept["log"] = base64.b64decode(answer["LogResult"]).decode()
    kept["id"] = answer["ResponseMetadata"]["RequestId"]
    print(json.dumps(kept))
context = base64.b64encode(b'{"custom": {"from": "boto3"}}').decode()
show(client.invoke(FunctionName="greeter", Payload=b'{"a": 1}', LogType="Tail", ClientContext=context))
show(client.invoke(FunctionName="arn:aws:lambda:us-east-1:123456789012:function:greeter", Payload=b'{"fail": true}'))
show(client.invoke(FunctionName="Hello", InvocationType="Event", Payload=b'{}'))
show(client.invoke(FunctionName="Hello", InvocationType="DryRun", Payload=b'{}'))
try:
    client.invoke(FunctionName="Nope")
except client.exceptions.ResourceNotFoundException as error:
    print(json.dumps(error.response["Error"]))
print(json.dumps([each["FunctionName"] for each in client.list_functions()["Functions"]]))
print(json.dumps(client.get_function(FunctionName="Hello")["Configuration"]["Handler"]))
)";

struct Application {
  Application() {
    folder.write("template.yaml", kTemplate);
    folder.write("src/app.py", kHandler);
  }
  ScratchFolder folder;
};

struct Serving : test::LocalServer {
  explicit Serving(const ScratchFolder& folder, std::vector<std::string> options = {})
      : LocalServer("start-lambda", folder, std::move(options)) {}

  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port); }
  [[nodiscard]] std::string call(const std::string& path, const std::string& body) const {
    return fetch(port, "POST", path, body);
  }
};

/// boto3 in a folder of its own, fetched once.
std::optional<std::filesystem::path> find_boto3() {
  const auto folder = std::filesystem::path(CXSAM_SOURCE_DIR) / "build" / "clients" / "boto3";
  if (std::filesystem::exists(folder / "boto3" / "__init__.py")) return folder;
  std::filesystem::create_directories(folder);
  const auto fetched =
      system::run_command({.words = {"timeout", "300", "python3", "-m", "pip", "install", "--quiet", "--target", ".", "boto3"},
                           .folder = folder,
                           .environment = {}});
  if (fetched && fetched->exit_code == 0) return folder;
  std::cout << "skipped: boto3 cannot be fetched here\n";
  return std::nullopt;
}

}  // namespace

TEST_CASE("start-lambda: says when it is ready, answers, and ends with its functions on SIGTERM", "[start-lambda]") {
  if (!test::has_python()) return;
  const Application application;
  Serving serving(application.folder);
  CHECK(serving.output().find("Mounting Hello at " + serving.url() + "/2015-03-31/functions/Hello/invocations [POST]\n") !=
        std::string::npos);
  CHECK(serving.output().find("\nStarting the Local Lambda Service. You can now invoke your Lambda Functions") !=
        std::string::npos);
  const std::string answer = serving.call("/2015-03-31/functions/greeter/invocations", R"({"a": 1})");
  CHECK(answer.starts_with("HTTP/1.1 200 OK\r\n"));
  CHECK(answer.find("X-Amz-Executed-Version: $LATEST\r\n") != std::string::npos);
  CHECK(answer.find(R"({"event": {"a": 1}, "custom": null, "arn": "arn:aws:lambda:us-east-1:123456789012:function:greeter")") !=
        std::string::npos);
  const std::vector<pid_t> processes = serving.descendants();
  CHECK_FALSE(processes.empty());
  serving.signal(SIGTERM);
  CHECK(serving.wait() == 0);
  for (const pid_t process : processes) CHECK_FALSE(test::is_alive(process));
}

TEST_CASE("start-lambda: a change of code counts from the next call on", "[start-lambda]") {
  if (!test::has_python()) return;
  const Application application;
  Serving serving(application.folder);
  CHECK(serving.call("/2015-03-31/functions/Hello/invocations", "{}").find("\"custom\"") != std::string::npos);
  application.folder.write("src/app.py", "def handler(event, context):\n    return 'changed'\n");
  REQUIRE(serving.wait_for("Reloaded."));
  CHECK(serving.call("/2015-03-31/functions/Hello/invocations", "{}").ends_with("\"changed\""));
}

TEST_CASE("start-lambda: with --sam-compat the answers are SAM CLI's", "[start-lambda]") {
  if (!test::has_python()) return;
  const Application application;
  Serving serving(application.folder, {"--sam-compat", "Hello"});
  CHECK(serving.call("/2015-03-31/functions/Hello/invocations?Qualifier=1", "{}").find("Query Parameters are not supported") !=
        std::string::npos);
  CHECK(serving.call("/2015-03-31/functions/Hello/invocations", "").find("\"event\": {}") != std::string::npos);
}

TEST_CASE("start-lambda: a function that the template does not have", "[start-lambda]") {
  const Application application;
  const auto result = test::run_process({.command = {CXSAM_BINARY, "local", "start-lambda", "--port", "0", "Nope"},
                                         .folder = application.folder.path(),
                                         .environment = {{"PATH", "/usr/bin:/bin"}}});
  CHECK(result.exit_code == 1);
  CHECK(result.err.find("Error: function `Nope` is not in the template\n") != std::string::npos);
}

TEST_CASE("start-lambda: boto3 calls functions and lists them", "[start-lambda]") {
  if (!test::has_python()) return;
  const auto boto3 = find_boto3();
  if (!boto3) return;
  const Application application;
  Serving serving(application.folder);
  application.folder.write("client.py", kClient);
  const auto result = test::run_process({.command = {system::find_program("python3")->string(), "client.py", serving.url()},
                                         .folder = application.folder.path(),
                                         .environment = {{"PATH", "/usr/bin:/bin"}, {"PYTHONPATH", boto3->string()}}});
  INFO(result.err);
  REQUIRE(result.exit_code == 0);
  const std::vector<std::string_view> lines = split(result.out, '\n');
  REQUIRE(lines.size() == 8);  // the last is empty
  const Json first = parse_json(lines[0]).value();
  CHECK(first["StatusCode"] == 200);
  CHECK(first["ExecutedVersion"] == "$LATEST");
  CHECK(first["payload"]["custom"]["from"] == "boto3");
  CHECK(first["payload"]["id"] == first["id"]);
  CHECK(first["log"].get<std::string>().starts_with("START RequestId: " + first["id"].get<std::string>() +
                                                    " Version: $LATEST\nsaid "));
  CHECK(first["log"].get<std::string>().find("\nREPORT RequestId: ") != std::string::npos);
  const Json second = parse_json(lines[1]).value();
  CHECK(second["FunctionError"] == "Unhandled");
  CHECK(second["payload"]["errorMessage"] == "as asked");
  CHECK(parse_json(lines[2]).value()["StatusCode"] == 202);
  CHECK(parse_json(lines[3]).value()["StatusCode"] == 204);
  CHECK(parse_json(lines[4]).value()["Code"] == "ResourceNotFoundException");
  CHECK(lines[5] == R"(["greeter"])");
  CHECK(lines[6] == R"("app.handler")");
}

namespace {

constexpr const char* kUrlTemplate = R"(Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: src, Handler: app.handler, Runtime: python3.11, AutoPublishAlias: live, FunctionUrlConfig: {AuthType: NONE, Cors: {AllowOrigins: ["*"]}}}
)";

constexpr const char* kUrlHandler = R"(def handler(event, context):
    return {"statusCode": 201, "body": event["rawPath"] + " " + context.invoked_function_arn}
)";

/// boto3 follows a stream.
constexpr const char* kStreamClient = R"(import sys
import boto3
client = boto3.client("lambda", endpoint_url=sys.argv[1], region_name="us-east-1", aws_access_key_id="k", aws_secret_access_key="s")
answer = client.invoke_with_response_stream(FunctionName="Hello:live", Payload=b'{"rawPath": "streamed"}')
print(answer["StatusCode"], answer["ExecutedVersion"])
for event in answer["EventStream"]:
    print(event["PayloadChunk"]["Payload"].decode() if "PayloadChunk" in event else "complete " + str(event["InvokeComplete"].get("ErrorCode")))
)";

struct UrlApplication {
  UrlApplication() {
    folder.write("template.yaml", kUrlTemplate);
    folder.write("src/app.py", kUrlHandler);
  }
  ScratchFolder folder;
};

}  // namespace

TEST_CASE("start-lambda: function URLs answer by host and by path", "[start-lambda]") {
  if (!test::has_python()) return;
  const UrlApplication application;
  Serving serving(application.folder);
  const std::string host = "hello.lambda-url.localhost:" + std::to_string(serving.port);
  CHECK(serving.output().find("Mounting Hello at http://" + host + "/ [") != std::string::npos);
  test::RawClient client(serving.port);
  client.send("GET /a?b=c HTTP/1.1\r\nHost: " + host + "\r\nOrigin: http://x.example\r\nConnection: close\r\n\r\n");
  const std::string answer = client.read_all();
  CHECK(answer.starts_with("HTTP/1.1 201 Created\r\n"));
  CHECK(answer.find("Access-Control-Allow-Origin: *\r\n") != std::string::npos);
  CHECK(answer.ends_with("/a arn:aws:lambda:us-east-1:123456789012:function:Hello:live"));
  CHECK(fetch(serving.port, "GET", "/lambda-url/hello/x")
            .ends_with("/x arn:aws:lambda:us-east-1:123456789012:function:Hello:live"));
}

TEST_CASE("start-lambda: boto3 calls an alias and follows its stream", "[start-lambda]") {
  if (!test::has_python()) return;
  const auto boto3 = find_boto3();
  if (!boto3) return;
  const UrlApplication application;
  Serving serving(application.folder);
  application.folder.write("client.py", kStreamClient);
  const auto result = test::run_process({.command = {system::find_program("python3")->string(), "client.py", serving.url()},
                                         .folder = application.folder.path(),
                                         .environment = {{"PATH", "/usr/bin:/bin"}, {"PYTHONPATH", boto3->string()}}});
  INFO(result.err);
  CHECK(result.out ==
        "200 1\n{\"statusCode\": 201, \"body\": \"streamed arn:aws:lambda:us-east-1:123456789012:function:Hello:live\"}\n"
        "complete None\n");
}
