// IAM at an API: signatures, and resource policies.
#include <fmt/format.h>

#include "application/authorizer.h"
#include "base/text.h"
#include "json/json.h"
#include "tests/unit/gateway/serving.h"
#include "tests/unit/gateway/signing.h"

using namespace cxsam;
using test::get;
using test::Serving;

namespace {

std::string type_of(const http::Response& response) {
  return std::string(http::find_header(response.headers, "x-amzn-errortype"));
}

http::Request signed_request(const aws::Credentials& keys, const std::string& service = "execute-api",
                             std::string path = "/hello") {
  return test::signed_by(keys, get(std::move(path)), test::kBegin, service);
}

}  // namespace

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
       "policies": [{"Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}}]},
      {"accessKeyId": "OLD", "secretAccessKey": "s", "expiration": "2001-01-01T00:00:00Z"}]})",
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
  response = unrouted.send(signed_request({.access_key = "OLD", .secret_key = "s"}));
  CHECK(response.status == 403);
  CHECK(type_of(response) == "ExpiredTokenException");
  CHECK(response.body == R"({"message":"The security token included in the request is expired"})");
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
