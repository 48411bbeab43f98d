// What authorizers let in, what functions hear of it, and what the others get.
#include <fmt/format.h>

#include "application/authorizer.h"
#include "aws/sigv4.h"
#include "base/text.h"
#include "gateway/authorizers/pools.h"
#include "json/json.h"
#include "tests/unit/gateway/guarded_api.h"
#include "tests/unit/gateway/serving.h"

using namespace cxsam;
using test::get;
using test::Serving;

namespace {

std::string http_api(std::string_view properties, std::string_view payload = "2.0", std::string_view kind = "CUSTOM") {
  return fmt::format(R"(
Resources:
  Hello: {{Type: AWS::Lambda::Function}}
  Guard: {{Type: AWS::Lambda::Function}}
  Api: {{Type: AWS::ApiGatewayV2::Api, Properties: {{ProtocolType: HTTP}}}}
  Check: {{Type: AWS::ApiGatewayV2::Authorizer, Properties: {{ApiId: !Ref Api, Name: check, {}}}}}
  ToHello: {{Type: AWS::ApiGatewayV2::Integration, Properties: {{ApiId: !Ref Api, IntegrationType: AWS_PROXY, IntegrationUri: !GetAtt Hello.Arn, PayloadFormatVersion: "{}"}}}}
  Route: {{Type: AWS::ApiGatewayV2::Route, Properties: {{ApiId: !Ref Api, RouteKey: "GET /hello", AuthorizationType: {}, AuthorizerId: !Ref Check, Target: !Sub "integrations/${{ToHello}}"}}}}
)",
                     properties, payload, kind);
}

constexpr std::string_view kToken = "{type: token, authorizerUri: !GetAtt Guard.Arn}";
constexpr std::string_view kSimple =
    "AuthorizerType: REQUEST, AuthorizerUri: !GetAtt Guard.Arn, AuthorizerPayloadFormatVersion: \"2.0\", "
    "EnableSimpleResponses: "
    "true, IdentitySource: [$request.header.X-T]";

std::string policy(std::string_view effect, std::string_view resource = "*", std::string_view more = "") {
  return fmt::format(
      R"({{"principalId": "me", "policyDocument": {{"Version": "2012-10-17", "Statement": [{{"Action": "execute-api:Invoke", "Effect": "{}", "Resource": "{}"}}]}}{}}})",
      effect, resource, more);
}

http::Request with_token(std::string token, std::string target = "/hello/7") {
  return get(std::move(target), {{"Authorization", std::move(token)}});
}

Json authorizer_in_event(const Serving& serving) {
  const auto event = parse_json(serving.function->event);
  if (!event || !event->at("requestContext").contains("authorizer")) return nullptr;
  return event->at("requestContext").at("authorizer");
}

std::string type_of(const http::Response& response) {
  return std::string(http::find_header(response.headers, "x-amzn-errortype"));
}

}  // namespace

TEST_CASE("TOKEN authorizers: the function hears the token and what it is for, the route's function the context",
          "[gateway][authorizer]") {
  Serving serving(test::application_from(test::guarded_rest_api(kToken)));
  serving.guard->result = policy("Allow", "*", R"(, "context": {"a": "b", "n": 1})");
  CHECK(serving.send(with_token("Bearer t", "/hello/7?x=1")).status == 200);
  CHECK(
      serving.guard->event ==
      R"({"type":"TOKEN","methodArn":"arn:aws:execute-api:us-east-1:123456789012:Api/Prod/GET/hello/7","authorizationToken":"Bearer t"})");
  Json context = authorizer_in_event(serving);
  CHECK(context.erase("integrationLatency") == 1);
  CHECK(context == *parse_json(R"({"a": "b", "n": "1", "principalId": "me"})"));
}

TEST_CASE("TOKEN authorizers: whom a policy does not let in", "[gateway][authorizer]") {
  Serving serving(test::application_from(
      test::guarded_rest_api("{type: token, authorizerUri: !GetAtt Guard.Arn, authorizerResultTtlInSeconds: 0}")));
  serving.guard->result = policy("Deny");
  http::Response response = serving.send(with_token("t"));
  CHECK(response.status == 403);
  CHECK(response.body == R"({"Message":"User is not authorized to access this resource with an explicit deny"})");
  CHECK(type_of(response) == "AccessDeniedException");
  serving.guard->result = policy("Allow", "arn:aws:execute-api:*:*:*/*/POST/*");
  response = serving.send(with_token("t"));
  CHECK(response.status == 403);
  CHECK(response.body == R"({"Message":"User is not authorized to access this resource"})");
  CHECK(serving.function->calls == 0);
}

TEST_CASE("TOKEN authorizers: no token, one that cannot be one, and a function that says no", "[gateway][authorizer]") {
  Serving serving(test::application_from(
      test::guarded_rest_api("{type: token, authorizerUri: !GetAtt Guard.Arn, identityValidationExpression: 'Bearer .+'}")));
  for (const char* token : {"", "Basic x", "Bearer "}) {
    const http::Response response = serving.send(with_token(token));
    CHECK(response.status == 401);
    CHECK(response.body == R"({"message":"Unauthorized"})");
    CHECK(type_of(response) == "UnauthorizedException");
  }
  CHECK(serving.guard->calls == 0);
  serving.guard->kind = invoke::Outcome::Kind::FunctionError;
  serving.guard->result = R"({"errorMessage": "Unauthorized", "errorType": "Error"})";
  CHECK(serving.send(with_token("Bearer t")).status == 401);
  serving.guard->result = R"({"errorMessage": "no database", "errorType": "Error"})";
  http::Response response = serving.send(with_token("Bearer t"));
  CHECK(response.status == 500);
  CHECK(response.body == R"({"message":null})");
  CHECK(type_of(response) == "AuthorizerConfigurationException");
  CHECK(serving.told().find("authorizer `Check`: its function failed: no database") != std::string::npos);
  serving.guard->kind = invoke::Outcome::Kind::Ok;
  serving.guard->result = "nope";
  CHECK(serving.send(with_token("Bearer t")).status == 500);
  CHECK(serving.function->calls == 0);
}

TEST_CASE("authorizers: an answer counts for its time and its identity, its policy for each request anew",
          "[gateway][authorizer]") {
  Serving serving(test::application_from(
      test::guarded_rest_api("{type: token, authorizerUri: !GetAtt Guard.Arn, authorizerResultTtlInSeconds: 150}")));
  serving.guard->result = policy("Allow", "arn:aws:execute-api:us-east-1:123456789012:Api/Prod/GET/hello/7");
  CHECK(serving.send(with_token("t")).status == 200);
  CHECK(serving.send(with_token("t")).status == 200);
  CHECK(serving.send(with_token("t", "/hello/8")).status == 403);
  CHECK(serving.guard->calls == 1);
  CHECK(serving.send(with_token("t")).status == 200);  // each one takes a minute
  CHECK(serving.guard->calls == 2);
  CHECK(serving.send(with_token("u")).status == 200);
  CHECK(serving.guard->calls == 3);
}

TEST_CASE("REQUEST authorizers: all identity sources must be there where answers are kept", "[gateway][authorizer]") {
  const std::string text =
      "{{type: request, authorizerUri: !GetAtt Guard.Arn, authorizerResultTtlInSeconds: {}, identitySource: "
      "'method.request.header.X-T, method.request.querystring.q, context.identity.sourceIp'}}";
  Serving kept(test::application_from(test::guarded_rest_api(fmt::format(fmt::runtime(text), 300))));
  kept.guard->result = policy("Allow");
  CHECK(kept.send(get("/hello/7", {{"X-T", "t"}})).status == 401);
  CHECK(kept.send(get("/hello/7?q=1")).status == 401);
  CHECK(kept.send(get("/hello/7?q=1", {{"x-t", "t"}})).status == 200);
  const Json event = *parse_json(kept.guard->event);
  CHECK(event.at("type") == "REQUEST");
  CHECK(event.at("methodArn") == "arn:aws:execute-api:us-east-1:123456789012:Api/Prod/GET/hello/7");
  CHECK(event.at("pathParameters").at("id") == "7");
  CHECK(event.at("requestContext").at("resourcePath") == "/hello/{id}");
  CHECK_FALSE(event.contains("body"));
  Serving asked(test::application_from(test::guarded_rest_api(fmt::format(fmt::runtime(text), 0))));
  asked.guard->result = policy("Allow");
  CHECK(asked.send(get("/hello/7")).status == 200);
}

TEST_CASE("HTTP APIs: simple answers", "[gateway][authorizer]") {
  Serving serving(test::application_from(http_api(kSimple)));
  serving.guard->result = R"({"isAuthorized": true, "context": {"list": [1, "a"]}})";
  CHECK(serving.send(get("/hello", {{"X-T", "t"}})).status == 200);
  CHECK(authorizer_in_event(serving) == *parse_json(R"({"lambda": {"list": [1, "a"]}})"));
  const Json event = *parse_json(serving.guard->event);
  CHECK(event.at("version") == "2.0");
  CHECK(event.at("routeArn") == "arn:aws:execute-api:us-east-1:123456789012:Api/$default/GET/hello");
  CHECK(event.at("identitySource") == Json{"t"});
  CHECK_FALSE(event.contains("isBase64Encoded"));
  serving.guard->result = R"({"isAuthorized": false})";
  http::Response response = serving.send(get("/hello", {{"X-T", "t"}}));
  CHECK(response.status == 403);
  CHECK(response.body == R"({"message":"Forbidden"})");
  response = serving.send(get("/hello"));
  CHECK(response.status == 401);
  CHECK(response.body == R"({"message":"Unauthorized"})");
  serving.guard->result = "{}";
  response = serving.send(get("/hello", {{"X-T", "t"}}));
  CHECK(response.status == 500);
  CHECK(response.body == R"({"message":"Internal Server Error"})");
}

TEST_CASE("HTTP APIs: policies, and payload format 1.0", "[gateway][authorizer]") {
  Serving serving(test::application_from(http_api(
      "AuthorizerType: REQUEST, AuthorizerUri: !GetAtt Guard.Arn, AuthorizerPayloadFormatVersion: \"1.0\", IdentitySource: "
      "[$request.header.X-T, $context.routeKey]",
      "1.0")));
  serving.guard->result = policy("Allow", "*", R"(, "context": {"n": 1})");
  CHECK(serving.send(get("/hello", {{"X-T", "t"}})).status == 200);
  const Json event = *parse_json(serving.guard->event);
  CHECK(event.at("version") == "1.0");
  CHECK(event.at("identitySource") == "t,GET /hello");
  CHECK(event.at("authorizationToken") == "t,GET /hello");
  CHECK(authorizer_in_event(serving) == *parse_json(R"({"n": 1, "principalId": "me"})"));
  serving.guard->result = policy("Deny");
  CHECK(serving.send(get("/hello", {{"X-T", "t"}})).status == 403);
}

TEST_CASE("JWT authorizers: what is none, and claims that are given for tests", "[gateway][authorizer]") {
  const std::string text = http_api(
      "AuthorizerType: JWT, IdentitySource: [$request.header.Authorization], JwtConfiguration: {Issuer: 'https://i.example', "
      "Audience: [a]}",
      "2.0", "JWT");
  Serving serving(test::application_from(text));
  http::Response response = serving.send(get("/hello"));
  CHECK(response.status == 401);
  CHECK(http::find_header(response.headers, "www-authenticate") == "Bearer");
  response = serving.send(with_token("Bearer a.b", "/hello"));
  CHECK(response.status == 401);
  CHECK(response.body == R"({"message":"Unauthorized"})");
  CHECK(http::find_header(response.headers, "www-authenticate") ==
        R"(Bearer scope="" error="invalid_token" error_description="token contains an invalid number of segments")");
  Serving fixed(test::application_from(text), "123456789012", {.claims = R"({"sub": "x", "groups": ["a", "b"]})"});
  CHECK(fixed.send(get("/hello")).status == 200);
  CHECK(authorizer_in_event(fixed) == *parse_json(R"({"jwt": {"claims": {"sub": "x", "groups": "[a b]"}, "scopes": null}})"));
}

TEST_CASE("user pools: one that the template makes is any that --issuer names", "[gateway][authorizer]") {
  CHECK(gateway::issuer_of_pool("arn:aws:cognito-idp:eu-west-1:1:userpool/eu-west-1_abc") ==
        "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc");
  CHECK(gateway::issuer_of_pool("x").empty());
  const std::vector<std::string> made{"https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Users"};
  const std::vector<jwt::Detour> detours{{"https://cognito-idp.us-east-1.amazonaws.com", "http://127.0.0.1:5000"}};
  const std::string real = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_abc";
  CHECK(gateway::is_expected(real, made, true, detours));
  CHECK_FALSE(gateway::is_expected(real, made, false, detours));
  CHECK_FALSE(gateway::is_expected(real, made, true, {}));
  CHECK_FALSE(gateway::is_expected("https://cognito-idp.us-east-1.amazonaws.com.evil.example/x_y", made, true, detours));
  CHECK_FALSE(gateway::is_expected("", std::vector<std::string>{""}, true, detours));
  for (const char* elsewhere : {"/bucket/keys", "/", "", "/../x", "/a?b", "/a#b", "/a b", "/a\r\nX: y", "//a"}) {
    INFO(elsewhere);
    CHECK_FALSE(
        gateway::is_expected("https://cognito-idp.us-east-1.amazonaws.com" + std::string(elsewhere), made, true, detours));
  }
}
