// `cxsam local start-api --sam-compat`.
#include <catch2/catch.hpp>

#include "json/json.h"
#include "tests/e2e/local_server.h"
#include "tests/support/raw_client.h"
#include "tests/support/scratch_folder.h"

using namespace cxsam;

namespace {

constexpr const char* kTemplate = R"(Transform: AWS::Serverless-2016-10-31
Globals: {Api: {Cors: {AllowOrigin: "'https://a.example'", AllowMethods: "'GET'"}}}
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Handler: app.handler
      Runtime: python3.11
      Events:
        Get: {Type: Api, Properties: {Path: "/items/{id}", Method: get}}
)";

constexpr const char* kHandler = R"(def handler(event, context):
    if event["pathParameters"]["id"] == "raise":
        raise ValueError("no")
    return {"statusCode": 0, "body": {"path": event["requestContext"]["path"], "ids": [event["requestContext"]["apiId"], None]}}
)";

}  // namespace

TEST_CASE("start-api: as SAM CLI, events, answers, errors and CORS are its own", "[start-api]") {
  if (!test::has_python()) return;
  const test::ScratchFolder folder;
  folder.write("template.yaml", kTemplate);
  folder.write("src/app.py", kHandler);
  const test::LocalServer api("start-api", folder, {"--sam-compat"});
  const std::string answer = test::fetch(api.port, "GET", "/items/7");
  CHECK(answer.starts_with("HTTP/1.1 200 "));
  CHECK(answer.find("Access-Control-Allow-Origin: https://a.example\r\n") != std::string::npos);
  CHECK(answer.find("x-amzn-RequestId") == std::string::npos);
  CHECK(answer.ends_with("\r\n\r\n{'path': '/items/{id}', 'ids': ['1234567890', None]}"));
  const std::string preflight = test::fetch(api.port, "OPTIONS", "/items/7");
  CHECK(preflight.starts_with("HTTP/1.1 200 "));
  CHECK(preflight.find("Content-Type: text/html; charset=utf-8\r\n") != std::string::npos);
  CHECK(test::fetch(api.port, "GET", "/items/raise").ends_with("{\"message\":\"Internal server error\"}\n"));
  CHECK(test::fetch(api.port, "GET", "/other").ends_with("{\"message\":\"Missing Authentication Token\"}\n"));
}
