// `cxsam local start-api --sam-compat`.
#include <catch2/catch.hpp>

#include "json/json.h"
#include "tests/e2e/local_server.h"
#include "tests/support/raw_client.h"
#include "tests/support/scratch_folder.h"

using namespace cxsam;

namespace {

constexpr const char* kTemplate = R"(Transform: AWS::Serverless-2016-10-31
Globals: {HttpApi: {CorsConfiguration: {AllowOrigins: [https://a.example], AllowMethods: [GET]}}}
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Handler: app.handler
      Runtime: python3.11
      Events:
        Get: {Type: Api, Properties: {Path: "/items/{id}", Method: get}}
        All: {Type: Api, Properties: {Path: "/all/{rest+}", Method: get}}
  Rest:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Handler: app.rest
      Runtime: python3.11
      Events:
        Any: {Type: HttpApi}
  Inline:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: "def handler(event, context): return {}"
      Handler: index.handler
      Runtime: python3.11
      Events:
        Get: {Type: Api, Properties: {Path: /inline, Method: get}}
)";

constexpr const char* kHandler = R"(import json
def rest(event, context):
    seen = [event["pathParameters"], event["cookies"], event["headers"].get("X-1A"), event["queryStringParameters"]]
    return {"statusCode": "2_01", "body": json.dumps(seen)}
def handler(event, context):
    if "rest" in event["pathParameters"]:
        return {"body": event["pathParameters"]["rest"]}
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
  CHECK(test::fetch(api.port, "HEAD", "/items/7").starts_with("HTTP/1.1 502 "));
  CHECK(test::fetch(api.port, "TRACE", "/other").ends_with("{\"message\":\"Missing Authentication Token\"}\n"));
  CHECK(test::fetch(api.port, "GET", "/all//a//b/").ends_with("\r\n\r\n/a//b/"));
  CHECK(test::fetch(api.port, "GET", "/items//7?q=1").starts_with("HTTP/1.1 201 "));  // of $default
  const std::string inlined = test::fetch(api.port, "GET", "/inline");
  CHECK(inlined.starts_with("HTTP/1.1 501 "));
  CHECK(inlined.find("Inline code is not supported for sam local commands.") != std::string::npos);
  test::RawClient client(api.port);
  client.send(
      "GET /other/?q=%FF#f HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: a=\"b;c\"; a=2; d\r\nx-1a: \xE9\r\n\r\n");
  const std::string rest = client.read_all();
  INFO(rest);
  CHECK(rest.starts_with("HTTP/1.1 201 "));
  CHECK(rest.ends_with(R"([{"any_path": "other/"}, ["a=b;c", "d="], "\u00e9", {"q": "%FF"}])"));
}

TEST_CASE("start-api: as SAM CLI, doubled slashes are sent on, and files go before catch-alls", "[start-api]") {
  if (!test::has_python()) return;
  const test::ScratchFolder folder;
  folder.write("template.yaml", R"(Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Handler: app.handler
      Runtime: python3.11
      Events:
        Get: {Type: Api, Properties: {Path: "/items/{id}", Method: get}}
        All: {Type: Api, Properties: {Path: "/{rest+}", Method: post}}
)");
  folder.write("src/app.py", "def handler(event, context): return {}\n");
  const test::LocalServer plain("start-api", folder, {"--sam-compat"});
  const std::string merged = test::fetch(plain.port, "GET", "/items//7?q=1");
  CHECK(merged.starts_with("HTTP/1.1 308 "));
  CHECK(merged.find("/items/7?q=1\r\n") != std::string::npos);
  CHECK(test::fetch(plain.port, "POST", "/items//7").starts_with("HTTP/1.1 200 "));
  CHECK(test::fetch(plain.port, "post", "/items//7").starts_with("HTTP/1.1 200 "));
  CHECK(test::fetch(plain.port, "OPTIONS", "/none").starts_with("HTTP/1.1 403 "));

  folder.write("public/a.txt", "text");
  const test::LocalServer files("start-api", folder, {"--sam-compat"});
  const std::string file = test::fetch(files.port, "GET", "/a.txt");
  CHECK(file.find("Content-Disposition: inline; filename=a.txt\r\n") != std::string::npos);
  CHECK(file.find("\r\nExpires: ") != std::string::npos);
  CHECK(test::fetch(files.port, "OPTIONS", "/a.txt").find("Allow: GET, HEAD, OPTIONS, POST\r\n") != std::string::npos);
  CHECK(test::fetch(files.port, "GET", "/items//7").starts_with("HTTP/1.1 403 "));
}
