// Request validators, and answers that an API customises.
#include "tests/unit/gateway/serving.h"

using namespace cxsam;
using test::Serving;

namespace {

constexpr const char* kDocument = R"(
Resources:
  Hello: {Type: AWS::Lambda::Function}
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        openapi: "3.0.1"
        x-amazon-apigateway-request-validators: {all: {validateRequestBody: true, validateRequestParameters: true}}
        x-amazon-apigateway-request-validator: all
        x-amazon-apigateway-gateway-responses:
          BAD_REQUEST_BODY:
            statusCode: "422"
            responseTemplates: {application/json: '{"error":"$context.error.validationErrorString","said":$context.error.messageString,"to":"$context.path, ${method.request.header.User-Agent}$"}'}
            responseParameters: {gatewayresponse.header.X-Type: context.error.responseType, gatewayresponse.header.X-Fixed: "'a'", gatewayresponse.header.X-None: method.request.header.None}
          DEFAULT_4XX: {responseParameters: {gatewayresponse.header.X-Default: "'yes'"}}
        components: {schemas: {Pet: {type: object, required: [name], properties: {owner: {$ref: "#/components/schemas/Owner"}}}, Owner: {type: string}}}
        paths:
          /pets/{id}:
            parameters: [{name: id, in: path, required: true}, {name: X-Trace, in: header, required: true}]
            post:
              parameters: [{name: page, in: query, required: true}, {name: size, in: query}]
              requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}}
              x-amazon-apigateway-integration: {type: aws_proxy, uri: !GetAtt Hello.Arn}
)";

http::Request post(std::string target, http::Headers headers, std::string body) {
  return {.method = "POST", .target = std::move(target), .headers = std::move(headers), .body = std::move(body)};
}

std::string header(const http::Response& response, std::string_view name) {
  return std::string(http::find_header(response.headers, name));
}

}  // namespace

TEST_CASE("validation: parameters that are missing or blank are named, headers first", "[gateway]") {
  Serving serving(test::application_from(kDocument));
  const http::Response response = serving.send(post("/pets/1?page=%20", {}, R"({"name": "a"})"));
  CHECK(response.status == 400);
  CHECK(response.body == R"({"message": "Missing required request parameters: [X-Trace, page]"})");
  CHECK(header(response, "x-amzn-errortype") == "BadRequestException");
  CHECK(header(response, "X-Default") == "yes");
  CHECK(serving.function->calls == 0);
  CHECK(serving.send(post("/pets/1?page=2", {{"x-trace", "t"}}, R"({"name": "a", "owner": "b"})")).status == 200);
}

TEST_CASE("validation: bodies are checked by their content type's model", "[gateway]") {
  Serving serving(test::application_from(kDocument));
  const auto status = [&](std::string type, std::string body) {
    return serving.send(post("/pets/1?page=2", {{"X-Trace", "t"}, {"Content-Type", std::move(type)}}, std::move(body))).status;
  };
  CHECK(status("application/json; charset=utf-8", R"({"name": "a"})") == 200);
  CHECK(status("application/json", R"({"name": "a", "owner": 1})") == 422);
  CHECK(status("application/json", "") == 422);
  CHECK(status("application/json", "{") == 422);
  CHECK(status("text/plain", "{") == 200);
}

TEST_CASE("validation: gateway responses fill in names", "[gateway]") {
  Serving serving(test::application_from(kDocument));
  const http::Response response = serving.send(post("/pets/1?page=2", {{"X-Trace", "t"}, {"User-Agent", "me"}}, "{}"));
  CHECK(response.status == 422);
  CHECK(
      response.body ==
      R"({"error":"[object has missing required properties ([\"name\"])]","said":"Invalid request body","to":"/Prod/pets/1, me$"})");
  CHECK(header(response, "X-Type") == "BAD_REQUEST_BODY");
  for (const char* body : {"", "{"})
    CHECK(serving.send(post("/pets/1?page=2", {{"X-Trace", "t"}}, body))
              .body.starts_with(R"({"error":"[Unknown error parsing request body]","said":"Invalid request body")"));
  CHECK(header(response, "X-Fixed") == "a");
  CHECK(header(response, "X-None").empty());
  CHECK(header(response, "X-Default").empty());
  const http::Response lost = serving.send({.method = "GET", .target = "/nowhere"});
  CHECK(lost.status == 403);
  CHECK(header(lost, "X-Default") == "yes");
}

TEST_CASE("validation: models and validators of CloudFormation", "[gateway]") {
  Serving serving(test::application_from(R"(
Resources:
  Hello: {Type: AWS::Lambda::Function}
  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: a}}
  Validator: {Type: AWS::ApiGateway::RequestValidator, Properties: {RestApiId: !Ref Api, ValidateRequestBody: true, ValidateRequestParameters: true}}
  One: {Type: AWS::ApiGateway::Model, Properties: {RestApiId: !Ref Api, Name: Thing, ContentType: application/json, Schema: {type: object, required: [a]}}}
  Many: {Type: AWS::ApiGateway::Model, Properties: {RestApiId: !Ref Api, ContentType: application/json, Schema: {type: array, items: {$ref: !Sub "https://apigateway.amazonaws.com/restapis/${Api}/models/${One}"}}}}
  Method:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: POST
      RequestValidatorId: !Ref Validator
      RequestModels: {application/json: !Ref Many}
      RequestParameters: {method.request.querystring.q: true, method.request.header.h: false}
      Integration: {Type: AWS_PROXY, IntegrationHttpMethod: POST, Uri: !GetAtt Hello.Arn}
)"));
  CHECK(serving.send(post("/?q=1", {}, R"([{"a": 1}])")).status == 200);
  CHECK(serving.send(post("/?q=1", {}, R"([{"b": 1}])")).status == 400);
  CHECK(serving.send(post("/", {}, R"([{"a": 1}])")).body == R"({"message": "Missing required request parameters: [q]"})");
}

TEST_CASE("validation: a header that API Gateway keeps to itself makes every answer an error", "[gateway]") {
  Serving serving(test::application_from(R"(
Resources:
  Hello: {Type: AWS::Lambda::Function}
  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Body: {paths: {/a: {get: {x-amazon-apigateway-integration: {type: aws_proxy, uri: !GetAtt Hello.Arn, requestParameters: {integration.request.header.Content-Length: "'1'"}}}}}}}}
)"));
  const http::Response response = serving.send({.method = "GET", .target = "/a"});
  CHECK(response.status == 500);
  CHECK(response.body == R"({"message": "Internal server error"})");
  CHECK(serving.told().find("`Content-Length`, which API Gateway keeps to itself") != std::string::npos);
}

TEST_CASE("validation: functions behind REST APIs are called with POST alone", "[gateway]") {
  Serving serving(test::application_from(R"(
Resources:
  Hello: {Type: AWS::Lambda::Function}
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        paths:
          /get: {get: {x-amazon-apigateway-integration: {type: aws_proxy, httpMethod: GET, uri: !GetAtt Hello.Arn}}}
          /post: {get: {x-amazon-apigateway-integration: {type: aws_proxy, httpMethod: post, uri: !GetAtt Hello.Arn}}}
)"));
  const http::Response response = serving.send({.method = "GET", .target = "/get"});
  CHECK(response.status == 500);
  CHECK(response.body == R"({"message": "Internal server error"})");
  CHECK(serving.told().find("its integration asks Lambda with GET") != std::string::npos);
  CHECK(serving.send({.method = "GET", .target = "/post"}).status == 200);
}
