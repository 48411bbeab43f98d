// What hostile clients, functions and templates try. Requests that are no HTTP: tests/unit/http; tokens and keys:
// tests/unit/jwt; templates and expressions that never end: tests/unit/vtl, tests/unit/template.
#include "gateway/backends/uri.h"
#include "json/json.h"
#include "tests/unit/gateway/guarded_api.h"
#include "tests/unit/gateway/serving.h"

using namespace cxsam;
using test::get;
using test::Serving;

namespace {

constexpr const char* kApi = R"(
Resources:
  Hello: {Type: AWS::Lambda::Function}
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        x-amazon-apigateway-request-validators: {all: {validateRequestBody: true, validateRequestParameters: true}}
        x-amazon-apigateway-request-validator: all
        components: {schemas: {Slow: {type: object, properties: {text: {type: string, pattern: "^(a+)+$"}}},
          Deep: {type: array, items: {$ref: "#/components/schemas/Deep"}}}}
        paths:
          /public/{file}: {get: &hello {x-amazon-apigateway-integration: {type: aws_proxy, uri: !GetAtt Hello.Arn}}}
          /admin: {get: *hello}
          /slow: {post: {requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Slow"}}}}, x-amazon-apigateway-integration: {type: aws_proxy, uri: !GetAtt Hello.Arn}}}
          /deep: {post: {requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Deep"}}}}, x-amazon-apigateway-integration: {type: aws_proxy, uri: !GetAtt Hello.Arn}}}
          /mapped:
            post:
              x-amazon-apigateway-integration:
                type: aws
                uri: !GetAtt Hello.Arn
                requestTemplates: {application/json: "{\"a\": $input.json('$.a')}"}
                responses:
                  default: {statusCode: "200", responseParameters: {method.response.header.X-A: integration.response.body.a}}
                  (a+)+b: {statusCode: "400"}
          /loop:
            post:
              x-amazon-apigateway-integration:
                type: mock
                requestTemplates: {application/json: "#set($x = $input.params('n'))#foreach($i in [1..1000000])#foreach($j in [1..1000000])$i#end#end{\"statusCode\": 200}"}
                responses: {default: {statusCode: "200"}}
          /double:
            post:
              x-amazon-apigateway-integration:
                type: mock
                requestTemplates: {application/json: "#set($s = $input.body)#foreach($i in [1..60])#set($s = $s + $s)#end$s"}
                responses: {default: {statusCode: "200"}}
)";

http::Request post(std::string target, std::string body) {
  return {.method = "POST",
          .target = std::move(target),
          .headers = {{"Content-Type", "application/json"}},
          .body = std::move(body)};
}

std::string route_of(const Serving& serving) {
  return serving.function->event.empty() ? "" : (*parse_json(serving.function->event))["resource"].get<std::string>();
}

}  // namespace

TEST_CASE("security: a path does not climb to another route", "[gateway][security]") {
  for (const char* target :
       {"/public/../admin", "/public/%2e%2e/admin", "/public/..%2fadmin", "/public/%2e%2e%2fadmin", "/%61dmin/../admin",
        "/./admin", "/admin/.", "/public/..;/admin", "/public/..\\admin", "/admin%00", "/admin%20", "/ADMIN", "/admin;x"}) {
    Serving serving(test::application_from(kApi));
    INFO(target);
    const int status = serving.send(get(target)).status;
    CHECK((status == 403 || route_of(serving) == "/public/{file}"));
  }
  const gateway::NamedValues path{
      {"file", "../../secret"}, {"host", "evil.example/?"}, {"query", "a?b#c&d=e"}, {"line", "a\r\nX: y"}};
  CHECK(gateway::fill_uri("http://h/files/{query}", {}, path) == "http://h/files/a%3Fb%23c&d=e");
  CHECK(gateway::fill_uri("http://h/files/{line}", {}, path) == "http://h/files/a%0D%0AX:%20y");
}

TEST_CASE("security: headers of a function stay one header each", "[gateway][security]") {
  Serving serving(test::application_from(kApi));
  serving.function->result =
      R"({"statusCode": 200, "headers": {"X-A": "a\r\nSet-Cookie: stolen=1", "X-B\r\nEvil": "1", "Content-Length": "1", "Transfer-Encoding": "chunked"},
          "multiValueHeaders": {"X-C": ["1\r\n\r\n<html>", "2"]}, "body": "{}"})";
  const http::Response response = serving.send(get("/admin"));
  CHECK(http::find_header(response.headers, "set-cookie").empty());
  CHECK(http::find_header(response.headers, "evil").empty());
  CHECK(http::find_header(response.headers, "content-length").empty());
  CHECK(http::find_header(response.headers, "transfer-encoding").empty());
}

TEST_CASE("security: headers that are mapped out of a body stay one header", "[gateway][security]") {
  Serving serving(test::application_from(kApi));
  serving.function->result = R"({"a": "1\r\nEvil: 1\r\n\r\n<html>"})";
  const http::Response response = serving.send(post("/mapped", R"({"a": 1})"));
  CHECK(response.status == 200);
  const std::string_view value = http::find_header(response.headers, "x-a");
  CHECK(value.find_first_of("\r\n") == std::string_view::npos);
}

TEST_CASE("security: what a body puts into a template's JSON stays a value", "[gateway][security]") {
  Serving serving(test::application_from(kApi));
  CHECK(serving.send(post("/mapped", R"x({"a": "\", \"admin\": true, \"x\": \"$context.stage #set($q = 1)"})x")).status == 200);
  const Json event = *parse_json(serving.function->event);
  CHECK(event.size() == 1);
  CHECK(event["a"] == R"x(", "admin": true, "x": "$context.stage #set($q = 1))x");
}

TEST_CASE("security: templates, expressions and bodies that never end are refused", "[gateway][security]") {
  Serving serving(test::application_from(kApi));
  CHECK(serving.send(post("/loop", "{}")).status == 500);
  CHECK(serving.send(post("/double", std::string(1000, 'a'))).status == 500);
  CHECK(serving.send(post("/slow", R"({"text": ")" + std::string(5000, 'a') + R"(b"})")).status == 400);
  CHECK(serving.send(post("/deep", std::string(100000, '[') + std::string(100000, ']'))).status == 400);
  CHECK(serving.send(post("/deep", std::string(100000, '['))).status == 400);
  // `$input.json` gives an empty text for a body that is no JSON, or too deep a one.
  CHECK(serving.send(post("/mapped", R"({"a": )" + std::string(100000, '[') + std::string(100000, ']') + "}")).status == 200);
  CHECK(serving.function->event == R"({"a": ""})");
  serving.function->kind = invoke::Outcome::Kind::FunctionError;
  serving.function->result = R"({"errorMessage": ")" + std::string(5000, 'a') + "\"}";
  const int status = serving.send(post("/mapped", R"({"a": 1})")).status;
  CHECK((status == 200 || status == 500));
  CHECK(serving.function->calls == 2);
}

TEST_CASE("security: what is not part of a cached answer's key does not reach others", "[gateway][security]") {
  constexpr const char* kCached = R"(
Resources:
  Hello: {Type: AWS::Lambda::Function}
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        paths:
          /a: {get: {x-amazon-apigateway-integration: {type: aws_proxy, uri: !GetAtt Hello.Arn, cacheKeyParameters: [method.request.querystring.a, method.request.querystring.b, method.request.header.x-tenant]}}}
  Stage:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !Ref Api
      StageName: Prod
      CacheClusterEnabled: true
      MethodSettings: [{ResourcePath: "/*", HttpMethod: "*", CachingEnabled: true, CacheTtlInSeconds: 3600}]
)";
  Serving serving(test::application_from(kCached));
  const auto calls_after = [&](http::Request request) {
    serving.send(std::move(request));
    return serving.function->calls;
  };
  // Values that would make the key of another request do not.
  CHECK(calls_after(get("/a?a=1&b=2")) == 1);
  CHECK(calls_after(get("/a?a=1%0A2%20=2")) == 2);
  CHECK(calls_after(get("/a?a=1%0A1%20=2&b=")) == 3);
  CHECK(calls_after(get("/a?b=2")) == 4);
  CHECK(calls_after(get("/a?a=&b=2")) == 5);
  CHECK(calls_after(get("/a?a=1&b=2")) == 5);
  // A header of the key does, one beside it does not; nor does a method that only looks like the one that is kept.
  CHECK(calls_after(get("/a?a=1&b=2", {{"X-Tenant", "t"}})) == 6);
  CHECK(calls_after(get("/a?a=1&b=2",
                        {{"X-Forwarded-Host", "evil"}, {"X-HTTP-Method-Override", "POST"}, {"X-Original-URL", "/b"}})) == 6);
  http::Request head = get("/a?a=1&b=2");
  head.method = "HEAD";
  CHECK(serving.send(std::move(head)).status == 403);
  // What an answer says of one request is not in the next one's.
  const http::Response first = serving.send(get("/a?a=1&b=2"));
  const http::Response second = serving.send(get("/a?a=1&b=2"));
  CHECK(http::find_header(first.headers, "x-amzn-requestid") != http::find_header(second.headers, "x-amzn-requestid"));
}

TEST_CASE("security: what an authorizer lets in is not let in for another caller", "[gateway][security][authorizer]") {
  constexpr const char* kAuthorizer =
      "{type: request, authorizerUri: !GetAtt Guard.Arn, authorizerResultTtlInSeconds: 3600, identitySource: "
      "\"method.request.querystring.user, method.request.querystring.key\"}";
  Serving serving(test::application_from(test::guarded_rest_api(kAuthorizer)));
  serving.guard->result =
      R"({"principalId": "me", "policyDocument": {"Statement": [{"Action": "execute-api:Invoke", "Effect": "Allow", "Resource": "*"}]}})";
  const auto asked_after = [&](http::Request request) {
    serving.send(std::move(request));
    return serving.guard->calls;
  };
  CHECK(asked_after(get("/hello/1?user=me%00k&key=1")) == 1);
  CHECK(asked_after(get("/hello/1?user=me&key=k%001")) == 2);
  CHECK(asked_after(get("/hello/1?user=me%0A1%20k&key=1")) == 3);
  CHECK(asked_after(get("/hello/1?user=me&key=k%0A1%201")) == 4);
  CHECK(asked_after(get("/hello/1?user=mek&key=1")) == 5);
  CHECK(asked_after(get("/hello/1?user=me%00k&key=1")) == 5);
  // What is beside the identity counts for nothing, and so do headers that stand for what they are not.
  CHECK(asked_after(get("/hello/1?user=me%00k&key=1&more=1", {{"X-Forwarded-Host", "evil"}, {"X-Original-URL", "/b"}})) == 5);
  CHECK(asked_after(get("/hello/1?user=me%00k&key=2", {{"X-Query-String", "key=1"}})) == 6);
}
