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

http::Request get(std::string target, http::Headers headers = {}) {
  return {.method = "GET", .target = std::move(target), .headers = std::move(headers), .body = {}};
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

http::Request signed_request(const aws::Credentials& keys, std::string_view service = "execute-api",
                             const std::string& path = "/hello") {
  system::HttpRequest request{.method = "GET", .url = "http://127.0.0.1:3000" + path};
  aws::sign(request, keys, {std::string(service), "us-east-1", Clock::WallTime(std::chrono::seconds(1767225600))});
  http::Request sent = get(path);
  for (const system::HttpHeader& header : request.headers) sent.headers.emplace_back(header.name, header.value);
  if (http::find_header(sent.headers, "host").empty()) sent.headers.emplace_back("Host", "127.0.0.1:3000");
  return sent;
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

TEST_CASE("IAM: a signature counts when it is right and its owner may", "[gateway][authorizer]") {
  const std::string rest = R"(
Resources:
  Hello: {Type: AWS::Lambda::Function}
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        paths:
          /hello: {get: {x-amazon-apigateway-auth: {type: AWS_IAM}, x-amazon-apigateway-integration: {type: aws_proxy, uri: !GetAtt Hello.Arn}}}
)";
  const auto signers = gateway::read_signers(R"({"users": [{"accessKeyId": "ALICE", "secretAccessKey": "s",
      "arn": "arn:aws:iam::123456789012:user/alice", "userId": "AIDA"},
      {"accessKeyId": "BOB", "secretAccessKey": "s", "arn": "arn:aws:iam::123456789012:user/bob",
       "policies": [{"Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}}]}]})",
                                             "123456789012");
  Serving serving(test::application_from(rest), "123456789012", {.signers = *signers});
  CHECK(serving.send(signed_request({.access_key = "ALICE", .secret_key = "s"})).status == 200);
  const Json identity = parse_json(serving.function->event)->at("requestContext").at("identity");
  CHECK(identity.at("userArn") == "arn:aws:iam::123456789012:user/alice");
  CHECK(identity.at("caller") == "AIDA");
  CHECK(identity.at("accessKey") == "ALICE");

  http::Response response = serving.send(get("/hello"));
  CHECK(response.status == 403);
  CHECK(response.body == R"({"message":"Missing Authentication Token"})");
  response = serving.send(signed_request({.access_key = "ALICE", .secret_key = "other"}));
  CHECK(response.status == 403);
  CHECK(type_of(response) == "InvalidSignatureException");
  response = serving.send(signed_request({.access_key = "EVE", .secret_key = "s"}));
  CHECK(type_of(response) == "UnrecognizedClientException");
  CHECK(response.body == R"({"message":"The security token included in the request is invalid."})");
  response = serving.send(signed_request({.access_key = "ALICE", .secret_key = "s"}, "s3"));
  CHECK(response.status == 403);
  response = serving.send(signed_request({.access_key = "BOB", .secret_key = "s"}));
  CHECK(response.status == 403);
  CHECK(type_of(response) == "AccessDeniedException");
  CHECK(response.body ==
        R"({"Message":"User: arn:aws:iam::123456789012:user/bob is not authorized to perform: execute-api:Invoke on resource: )"
        R"(arn:aws:execute-api:us-east-1:123456789012:Api/Prod/GET/hello"})");
  CHECK(serving.function->calls == 1);

  // Who has signed hears that there is no such method.
  Serving unrouted(test::application_from(rest), "123456789012", {.signers = *signers});
  response = unrouted.send(signed_request({.access_key = "ALICE", .secret_key = "s"}, "execute-api", "/no/such"));
  CHECK(response.status == 404);
  CHECK(type_of(response) == "NotFoundException");
  CHECK(response.body == R"({"message":"No method found matching route no/such for http method GET."})");
  response = unrouted.send(signed_request({.access_key = "ALICE", .secret_key = "other"}, "execute-api", "/no/such"));
  CHECK(type_of(response) == "InvalidSignatureException");
  CHECK(unrouted.send(get("/no/such")).body == R"({"message":"Missing Authentication Token"})");
  Serving disabled(test::application_from(rest), "123456789012", {.disabled = true});
  CHECK(disabled.send(get("/hello")).status == 200);
}

TEST_CASE("resource policies: who may call an API at all", "[gateway][authorizer]") {
  const auto api = [](std::string_view statement) {
    return test::application_from(fmt::format(R"(
Resources:
  Hello: {{Type: AWS::Lambda::Function}}
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Policy: {{Version: "2012-10-17", Statement: [{}]}}
      Body: {{paths: {{/hello: {{get: {{x-amazon-apigateway-integration: {{type: aws_proxy, uri: !GetAtt Hello.Arn}}}}}}}}}}
)",
                                              statement));
  };
  const std::string allow =
      "{Effect: Allow, Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/Prod/GET/*'}";
  Serving open(api(allow));
  CHECK(open.send(get("/hello")).status == 200);
  Serving denied(api(allow + ", {Effect: Deny, Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*', "
                             "Condition: {IpAddress: {aws:SourceIp: 127.0.0.0/8}}}"));
  http::Response response = denied.send(get("/hello"));
  CHECK(response.status == 403);
  CHECK(response.body.find("User: anonymous is not authorized to perform: execute-api:Invoke on resource: ") !=
        std::string::npos);
  CHECK(response.body.find(" with an explicit deny") != std::string::npos);
  Serving unsaid(api("{Effect: Allow, Principal: {AWS: '999999999999'}, Action: 'execute-api:Invoke', Resource: '*'}"));
  CHECK(unsaid.send(get("/hello")).status == 403);
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

TEST_CASE("resource policies: private APIs know through which VPC endpoint a request has come", "[gateway][authorizer]") {
  const std::string text = R"(
Resources:
  Hello: {Type: AWS::Lambda::Function}
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      EndpointConfiguration: {Types: [PRIVATE]}
      Policy:
        Statement:
          - {Effect: Allow, Principal: "*", Action: execute-api:Invoke, Resource: "execute-api:/*", Condition: {StringEquals: {aws:SourceVpce: vpce-1}}}
      Body: {paths: {/hello: {get: {x-amazon-apigateway-integration: {type: aws_proxy, uri: !GetAtt Hello.Arn}}}}}
)";
  const application::Application application = test::application_from(text);
  CHECK(application.apis.front().routes.front().guard->is_private);
  Serving inside(test::application_from(text), "123456789012", {.vpce = "vpce-1"});
  CHECK(inside.send(get("/hello")).status == 200);
  CHECK(parse_json(inside.function->event)->at("requestContext").at("identity").at("vpceId") == "vpce-1");
  Serving elsewhere(test::application_from(text), "123456789012", {.vpce = "vpce-2"});
  CHECK(elsewhere.send(get("/hello")).status == 403);
  Serving nowhere(test::application_from(text));
  CHECK(nowhere.send(get("/hello")).status == 403);
  Serving regional(test::application_from(replace_all(text, "PRIVATE", "REGIONAL")), "123456789012", {.vpce = "vpce-1"});
  CHECK(regional.send(get("/hello")).status == 403);
}
