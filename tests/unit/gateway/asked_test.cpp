// What access logs tell of integrations and authorizers.
#include "gateway/asked.h"

#include "base/text.h"
#include "tests/unit/gateway/serving.h"

using namespace cxsam;
using test::get;
using test::Serving;

namespace {

const std::string kRest = R"(
Resources:
  Hello: {Type: AWS::Lambda::Function}
  Guard: {Type: AWS::Lambda::Function}
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        securityDefinitions:
          Check: {type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: custom, x-amazon-apigateway-authorizer: {type: token, authorizerUri: !GetAtt Guard.Arn, authorizerResultTtlInSeconds: 0}}
          Signed: {type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: awsSigv4}
        paths:
          /signed: {get: {security: [{Signed: []}], x-amazon-apigateway-integration: {type: aws_proxy, uri: !GetAtt Hello.Arn}}}
          /open: {get: {x-amazon-apigateway-integration: {type: aws_proxy, uri: !GetAtt Hello.Arn}}}
          /kept: {get: {security: [{Check: []}], x-amazon-apigateway-integration: {type: aws_proxy, uri: !GetAtt Hello.Arn}}}
          /mock: {get: {x-amazon-apigateway-integration: {type: mock, requestTemplates: {application/json: '{"statusCode": 200}'}, responses: {default: {statusCode: "200"}}}}}
  Stage:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !Ref Api
      StageName: Prod
      AccessLogSetting: {Format: FORMAT}
)";

constexpr std::string_view kAllowed =
    R"({"principalId": "me", "policyDocument": {"Version": "2012-10-17", "Statement": [{"Action": "execute-api:Invoke", "Effect": "Allow", "Resource": "*"}]}})";

std::string line(Serving& serving, http::Request request) {
  const std::size_t before = serving.logged().size();
  serving.send(std::move(request));
  return serving.logged().substr(before);
}

application::Application with_format(const std::string& format) {
  return test::application_from(replace_all(kRest, "FORMAT", "'" + format + "'").c_str());
}

}  // namespace

TEST_CASE("access log: Lambda's status, and the one of a proxy's function", "[gateway]") {
  Serving serving(
      with_format("$context.integrationStatus $context.integration.integrationStatus $context.integration.status "
                  "$context.status $context.integration.error"));
  serving.function->result = R"({"statusCode": 404})";
  CHECK(line(serving, get("/open")) == "200 200 404 404 -\n");
  serving.function->result = R"({"statusCode": "x"})";
  CHECK(line(serving, get("/open")) == "200 200 200 502 `statusCode` must be a number, not \"x\"\n");
  serving.function->kind = invoke::Outcome::Kind::Throttled;
  CHECK(line(serving, get("/open")) == "429 429 429 500 Internal server error\n");
  CHECK(line(serving, get("/mock")) == "- - - 200 -\n");
}

TEST_CASE("access log: a call has an id of its own", "[gateway]") {
  Serving serving(with_format("$context.requestId $context.integration.requestId $context.awsEndpointRequestId"));
  const std::string text = line(serving, get("/open"));
  const auto ids = split(trim(text), ' ');
  REQUIRE(ids.size() == 3);
  CHECK(ids[1].size() == 36);
  CHECK(ids[1] == ids[2]);
  CHECK(ids[0] != ids[1]);
}

TEST_CASE("access log: what an authorizer has decided, and why it could not", "[gateway]") {
  Serving serving(
      with_format("$context.authorizer.status $context.authorizer.integrationStatus $context.authorizer.principalId "
                  "$context.authorize.status $context.authorize.error|$context.authorizer.error"));
  const http::Headers token{{"Authorization", "x"}};
  serving.guard->result = kAllowed;
  CHECK(line(serving, get("/kept", token)) == "200 200 me 200 -|-\n");
  serving.guard->result = replace_all(std::string(kAllowed), "Allow", "Deny");
  CHECK(line(serving, get("/kept", token)) ==
        "200 200 - 403 User is not authorized to access this resource with an explicit deny|-\n");
  serving.guard->result = "5";
  CHECK(line(serving, get("/kept", token)).starts_with("500 200 - - -|authorizer `Check`: "));
  CHECK(line(serving, get("/kept")) == "401 - - - -|authorizer `Check`: its identity source is missing\n");
  CHECK(line(serving, get("/open")) == "- - - - -|-\n");
}

TEST_CASE("access log: only who was asked has said something", "[gateway]") {
  application::Application api = with_format(
      "$context.authorizer.status $context.authenticate.status $context.authorize.status|$context.authenticate.error");
  Serving asks(api);
  asks.guard->result = kAllowed;
  CHECK(line(asks, get("/signed")) == "- 403 -|Missing Authentication Token\n");
  Serving lets_in(std::move(api), "123456789012", {.disabled = true});
  CHECK(line(lets_in, get("/signed")) == "- - -|-\n");
  CHECK(line(lets_in, get("/kept")) == "- - -|-\n");
}

TEST_CASE("access log: what holds members has no text", "[gateway]") {
  Serving serving(with_format("$context.identity $context.authorizer $context.integration $context.identity.sourceIp"));
  CHECK(line(serving, get("/open")) == "- - - 127.0.0.1\n");
}
