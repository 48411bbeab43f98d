#include "base/hash.h"
#include "gateway/mapping/content.h"
#include "gateway/mapping/mock_status.h"
#include "gateway/mapping/response_mapping.h"
#include "tests/unit/gateway/serving.h"

using namespace cxsam;
using application::ContentHandling;
using gateway::mock_status;
using test::Serving;

namespace {

constexpr const char* kApi = R"yaml(
Resources:
  Hello: {Type: AWS::Lambda::Function, Properties: {Timeout: 3}}
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        paths:
          /plain: {post: {x-amazon-apigateway-integration: {type: aws, uri: !GetAtt Hello.Arn, responses: {default: {statusCode: "200"}}}}}
          /never: {post: {x-amazon-apigateway-integration: {type: aws, uri: !GetAtt Hello.Arn, passthroughBehavior: never, requestTemplates: {application/xml: "{}"}, responses: {default: {statusCode: "200"}}}}}
          /wanted: {post: {x-amazon-apigateway-integration: {type: aws, uri: !GetAtt Hello.Arn, requestParameters: {integration.request.header.X-A: method.request.body.a}, responses: {default: {statusCode: "200"}}}}}
          /later: {post: {x-amazon-apigateway-integration: {type: aws, uri: !GetAtt Hello.Arn, requestParameters: {integration.request.header.X-Amz-Invocation-Type: "'Event'"}, responses: {default: {statusCode: "202"}}}}}
          /errors:
            post:
              x-amazon-apigateway-integration:
                type: aws
                uri: !GetAtt Hello.Arn
                responses:
                  ".+": {statusCode: "500", responseTemplates: {application/json: "$input.path('$.errorMessage')"}}
                  "not found: .*": {statusCode: "404"}
                  default: {statusCode: "200"}
          /none: {get: {x-amazon-apigateway-integration: {type: mock, requestTemplates: {application/json: '{"statusCode": 200}'}, responses: {"404": {statusCode: "404"}}}}}
          /broken: {get: {x-amazon-apigateway-integration: {type: mock, requestTemplates: {application/json: "#if(true"}, responses: {default: {statusCode: "200"}}}}}
          /fails: {get: {x-amazon-apigateway-integration: {type: mock, requestTemplates: {application/json: '{"statusCode": 200}'}, responses: {default: {statusCode: "200", responseTemplates: {application/json: "#set($l = [])\n$l.get(1)"}}}}}}
          /split: {get: {x-amazon-apigateway-integration: {type: mock, requestTemplates: {application/json: '{"statusCode": 200}'}, responses: {default: {statusCode: "200", responseTemplates: {application/json: "#set($context.responseOverride.header.X-A = $util.urlDecode($input.params('q')))#set($context.responseOverride.status = 999)x"}}}}}}
)yaml";

http::Response post(Serving& serving, const std::string& target, const std::string& body = "{}") {
  return serving.send({.method = "POST", .target = target, .headers = {}, .body = body});
}

std::string header(const http::Response& response, std::string_view name) {
  return std::string(http::find_header(response.headers, name));
}

}  // namespace

TEST_CASE("mapping: a body without a template passes, or is refused", "[gateway]") {
  Serving serving(test::application_from(kApi));
  serving.function->result = R"({"answer": 1})";
  const auto plain = post(serving, "/plain", R"({"a": 1})");
  CHECK(plain.status == 200);
  CHECK(plain.body == R"({"answer": 1})");
  CHECK(header(plain, "Content-Type") == "application/json");
  CHECK(header(plain, "X-Amzn-Trace-Id") != "");
  CHECK(serving.function->event == R"({"a": 1})");
  post(serving, "/plain", "");
  CHECK(serving.function->event == "{}");

  const auto refused = post(serving, "/never");
  CHECK(refused.status == 415);
  CHECK(refused.body == R"({"message": "Unsupported Media Type"})");
  CHECK(serving.function->calls == 2);
}

TEST_CASE("mapping: what a function cannot get, or a mapping cannot find, is refused", "[gateway]") {
  Serving serving(test::application_from(kApi));
  CHECK(post(serving, "/plain", "no json").status == 500);
  CHECK(serving.told().starts_with("`POST /plain`: Lambda takes JSON only"));
  for (const char* body : {"\n{wrong", "{\"a\": 1", "\"a"}) {
    INFO(body);
    const auto broken = post(serving, "/wanted", body);
    CHECK(broken.status == 400);
    CHECK(broken.body == R"({"message": "Invalid JSON in request body"})");
  }
  CHECK(serving.function->calls == 0);
}

TEST_CASE("mapping: integration responses are chosen by the error message", "[gateway]") {
  Serving serving(test::application_from(kApi));
  CHECK(post(serving, "/errors").status == 200);
  serving.function->kind = invoke::Outcome::Kind::FunctionError;
  serving.function->result = R"({"errorMessage": "not found: 7", "errorType": "E"})";
  CHECK(post(serving, "/errors").status == 404);
  serving.function->result = R"({"errorMessage": "other", "errorType": "E"})";
  const auto other = post(serving, "/errors");
  CHECK(other.status == 500);
  CHECK(other.body == "other");
}

TEST_CASE("mapping: an asynchronous call is not waited for", "[gateway]") {
  Serving serving(test::application_from(kApi));
  serving.function->kind = invoke::Outcome::Kind::FunctionError;
  const auto response = post(serving, "/later");
  CHECK(response.status == 202);
  CHECK(response.body.empty());
  CHECK(serving.function->calls == 1);
}

TEST_CASE("mapping: templates that cannot be read or carried out are named", "[gateway]") {
  Diagnostics findings;
  Serving serving(test::application_from(kApi, {}, &findings));
  REQUIRE(findings.items().size() == 1);
  CHECK(findings.items().front().severity == Severity::Warning);
  CHECK(findings.items().front().message.starts_with(
      "the mapping template for `application/json` cannot be read at its line 1, column 9: "));

  CHECK(serving.send({.method = "GET", .target = "/broken"}).status == 500);
  CHECK(serving.send({.method = "GET", .target = "/none"}).status == 500);
  CHECK(serving.send({.method = "GET", .target = "/fails"}).status == 500);
  CHECK(serving.told() ==
        "`GET /broken`: its mapping template for `application/json` cannot be read\n"
        "`GET /none`: no integration response is for `200`, and none is the default\n"
        "`GET /fails`: its response template for `application/json` failed: it asks for item 1 of a list of 0 (line "
        "2 of the template)\n");
}

TEST_CASE("mapping: a header's value stays one, and statuses that are none do not count", "[gateway]") {
  Serving serving(test::application_from(kApi));
  const auto response = serving.send({.method = "GET", .target = "/split?q=a%250d%250aX-B:%20b"});
  CHECK(response.status == 200);
  CHECK(header(response, "X-A") == "aX-B: b");
}

TEST_CASE("mapping: an integration response whose status is none answers nothing", "[gateway]") {
  for (const char* status : {"-1", "0", "100", "199", "600", "1e2", "x", "99999999999999999999"}) {
    INFO(status);
    Diagnostics findings;
    Serving serving(test::application_from(R"yaml(
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        paths:
          /: {get: {x-amazon-apigateway-integration: {type: mock, requestTemplates: {application/json: '{"statusCode": 200}'}, responses: {default: {statusCode: ")yaml" +
                                               std::string(status) + R"yaml("}}}}}
)yaml",
                                           {}, &findings));
    REQUIRE(findings.items().size() == 1);
    CHECK(findings.items().front().message ==
          "the status `" + std::string(status) + "` of an integration response is no whole number from 200 to 599");
    CHECK(serving.send({.method = "GET", .target = "/"}).status == 500);
    CHECK(serving.told() == "`GET /`: no integration response is for `200`, and none is the default\n");
  }
}

TEST_CASE("mapping: a MOCK's status is read leniently", "[gateway]") {
  for (const char* text : {R"({"statusCode": 200})", "{ statusCode : 200 }", "{'a': 'b', 'statusCode': 200,,}",
                           "{statusCode:200,x:[1,{y:z}],}", "\n{\"a\": {\"statusCode\": 1}, \"statusCode\": 200}\n"}) {
    INFO(text);
    CHECK(mock_status(text) == 200);
  }
  CHECK(mock_status("{\"statusCode\": -7}") == -7);
  for (const char* text :
       {"", "200", "{}", "{\"statusCode\": 200", "{\"statusCode\": \"200\"}", "{\"statusCode\": 2x}", "{'statusCode\": 200}",
        "{statusCode: 200, {a: b}}", "{\"status\": 200}", "[{\"statusCode\": 200}]"}) {
    INFO(text);
    CHECK(mock_status(text) == std::nullopt);
  }
  CHECK(mock_status("{a:" + std::string(100'000, '[')) == std::nullopt);
}

TEST_CASE("mapping: bodies become text or bytes", "[gateway]") {
  const std::vector<std::string> images{"image/png"};
  const std::string bytes = "\xFF\x01";
  const std::string coded = base64_encode(bytes);
  using gateway::convert_request;
  CHECK(convert_request(bytes, "image/png", images, ContentHandling::None) == bytes);
  CHECK(convert_request(bytes, "image/png; q=1", images, ContentHandling::ToText) == coded);
  CHECK(convert_request(bytes, "text/plain", images, ContentHandling::None) == "\xEF\xBF\xBD\x01");
  CHECK(convert_request(coded, "text/plain", images, ContentHandling::ToBinary) == bytes);
  CHECK(convert_request("my text string", "", {}, ContentHandling::ToBinary) == base64_decode("mytextstring"));
  CHECK(convert_request("no base64!", "", {}, ContentHandling::ToBinary) == std::nullopt);

  using gateway::convert_response;
  CHECK(convert_response(coded, "application/json", "image/png", images, ContentHandling::None) == bytes);
  CHECK(convert_response("\"" + coded + "\"\n", "application/json", "image/png", images, ContentHandling::ToBinary) == bytes);
  CHECK(convert_response(coded, "application/json", "text/html, image/png", images, ContentHandling::None) == coded);
  CHECK(convert_response(bytes, "image/png", "text/html", images, ContentHandling::None) == coded);
  CHECK(convert_response(bytes, "image/png", "image/png", images, ContentHandling::None) == bytes);
}
