// APIs before services of AWS, which moto stands in for.
#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <vector>

#include "aws/client.h"
#include "aws/settings.h"
#include "json/json.h"
#include "loop/run.h"
#include "tests/e2e/integrations.h"
#include "tests/e2e/moto.h"

using namespace cxsam;
using test::Answer;
using test::ask;
using test::Integrated;
using test::ScratchFolder;

namespace {

constexpr const char* kServices = R"yaml(Resources:
  Rest:
    Type: AWS::ApiGateway::RestApi
    Properties:
      BinaryMediaTypes: [image/png]
      Body:
        openapi: 3.0.1
        info: {title: rest, version: "1"}
        paths:
          /queue:
            post:
              x-amazon-apigateway-integration:
                type: aws
                httpMethod: POST
                uri: arn:aws:apigateway:eu-west-1:sqs:path/123456789012/orders
                requestParameters: {integration.request.header.Content-Type: "'application/x-www-form-urlencoded'"}
                requestTemplates: {application/json: "Action=SendMessage&MessageBody=$util.urlEncode($input.body)"}
                responses: {default: {statusCode: "202", responseTemplates: {application/json: '{"sent": true}'}}}
          /message:
            post:
              x-amazon-apigateway-integration:
                type: aws
                httpMethod: POST
                uri: arn:aws:apigateway:eu-west-1:sqs:action/SendMessage
                requestParameters:
                  integration.request.header.Content-Type: "'application/x-www-form-urlencoded'"
                  integration.request.querystring.QueueUrl: "'QUEUE'"
                  integration.request.querystring.MessageBody: method.request.body
                responses: {default: {statusCode: "200"}}
          /topic:
            post:
              x-amazon-apigateway-integration:
                type: aws
                httpMethod: POST
                uri: arn:aws:apigateway:eu-west-1:sns:action/Publish
                requestParameters:
                  integration.request.querystring.TopicArn: "'arn:aws:sns:eu-west-1:123456789012:news'"
                  integration.request.querystring.Message: method.request.body
                responses: {"4\\d\\d": {statusCode: "502"}, default: {statusCode: "200"}}
          /items/{id}:
            put:
              x-amazon-apigateway-integration:
                type: aws
                httpMethod: POST
                uri: arn:aws:apigateway:eu-west-1:dynamodb:action/PutItem
                requestTemplates:
                  application/json: '{"TableName": "items", "Item": {"id": {"S": "$input.params("id")"}, "text": {"S": $input.json("$.text")}}}'
                responses: {default: {statusCode: "204"}}
            get:
              x-amazon-apigateway-integration:
                type: aws
                httpMethod: POST
                uri: arn:aws:apigateway:eu-west-1:dynamodb:action/GetItem
                requestTemplates: {application/json: '{"TableName": "items", "Key": {"id": {"S": "$input.params("id")"}}}'}
                responses: {default: {statusCode: "200", responseTemplates: {application/json: '$input.json("$.Item.text.S")'}}}
          /files/{name}:
            put:
              x-amazon-apigateway-integration:
                type: aws
                httpMethod: PUT
                uri: arn:aws:apigateway:eu-west-1:s3:path/files/{key}
                requestParameters: {integration.request.path.key: method.request.path.name}
                responses: {default: {statusCode: "200"}}
            get:
              x-amazon-apigateway-integration:
                type: aws
                httpMethod: GET
                uri: arn:aws:apigateway:eu-west-1:files.s3:path/{key}
                requestParameters: {integration.request.path.key: method.request.path.name}
                responses:
                  "404": {statusCode: "404", responseTemplates: {application/json: '{"missing": "$input.params("name")"}'}}
                  default: {statusCode: "200", responseParameters: {method.response.header.ETag: integration.response.header.ETag}}
  Http:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Body:
        openapi: 3.0.1
        info: {title: http, version: "1"}
        paths:
          /send:
            post:
              x-amazon-apigateway-integration:
                type: aws_proxy
                integrationSubtype: SQS-SendMessage
                payloadFormatVersion: "1.0"
                requestParameters: {QueueUrl: QUEUE, MessageBody: "${request.body.text} of ${context.routeKey}", DelaySeconds: "0"}
          /receive:
            get:
              x-amazon-apigateway-integration:
                type: aws_proxy
                integrationSubtype: SQS-ReceiveMessage
                payloadFormatVersion: "1.0"
                requestParameters: {QueueUrl: QUEUE, MaxNumberOfMessages: "10"}
          /events:
            post:
              x-amazon-apigateway-integration:
                type: aws_proxy
                integrationSubtype: EventBridge-PutEvents
                payloadFormatVersion: "1.0"
                requestParameters: {Detail: $request.body, DetailType: order, Source: $request.header.x-source}
                responseParameters: {"200": {"overwrite:statuscode": "202", "append:header.x-bus": default}}
)yaml";

/// What is there before the API is asked.
void make_resources(const std::map<std::string, std::string>& environment) {
  SystemWorld system;
  aws::Client client(system.world, *aws::read_settings({environment.begin(), environment.end()}, {}));
  const auto call = [&](std::string_view service, std::string_view action, const char* parameters) {
    const auto done = cxsam::run(system.loop, client.call(service, action, *parse_json(parameters)));
    REQUIRE(done);
    REQUIRE(*done);
  };
  call("sqs", "CreateQueue", R"({"QueueName": "orders"})");
  call("dynamodb", "CreateTable", R"({"TableName": "items", "BillingMode": "PAY_PER_REQUEST",
    "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}], "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]})");
  const auto topic = cxsam::run(system.loop, client.query("sns", "CreateTopic", *parse_json(R"({"Name": "news"})")));
  REQUIRE(topic);
  REQUIRE(*topic);
  aws::Call bucket{.service = "s3", .region = "", .request = {.method = "PUT", .url = "/files"}};
  bucket.request.body =
      "<CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint></CreateBucketConfiguration>";
  REQUIRE(cxsam::run(system.loop, client.send(std::move(bucket))));
}

std::string with_queue(std::string text, const std::string& url) {
  for (std::size_t at = text.find("QUEUE"); at != std::string::npos; at = text.find("QUEUE"))
    text.replace(at, 5, url + "/123456789012/orders");
  return text;
}

}  // namespace

TEST_CASE("integrations: services of AWS, in path and in action style, and by subtype", "[e2e][integrations]") {
  const auto programs = test::aws_tools();
  if (programs.empty()) return;
  const test::Moto moto(programs);
  const ScratchFolder folder;
  const auto environment = moto.environment(folder.path());
  make_resources(environment);
  folder.write("template.yaml", with_queue(kServices, moto.url()));
  const Integrated api(folder, environment);
  INFO(api.output());
  const std::string json = "Content-Type: application/json\r\n";

  const Answer queued = ask(api.port, "POST", "/queue", json, R"({"n": "a&b"})");
  CHECK(queued.status() == 202);
  CHECK(queued.body == R"({"sent": true})");
  CHECK(ask(api.port, "POST", "/message", json, R"({"m": 2})").status() == 200);
  CHECK(ask(api.port, "POST", "/send", json, R"({"text": "third"})").status() == 200);
  const Answer received = ask(api.port, "GET", "/receive");
  INFO(received.head << received.body);
  const auto messages = parse_json(received.body);
  REQUIRE(messages);
  std::vector<std::string> bodies;
  for (const Json& message : (*messages)["Messages"]) bodies.push_back(message["Body"]);
  CHECK(bodies == std::vector<std::string>{R"({"n": "a&b"})", R"({"m": 2})", "third of POST /send"});

  CHECK(ask(api.port, "POST", "/topic", json, R"({"news": 1})").status() == 200);
  CHECK(ask(api.port, "PUT", "/items/7", json, R"({"text": "seven"})").status() == 204);
  CHECK(ask(api.port, "GET", "/items/7").body == R"("seven")");

  const std::string image("\x89PNG\0\xff", 6);
  CHECK(ask(api.port, "PUT", "/files/a.png", "Content-Type: image/png\r\n", image).status() == 200);
  const Answer file = ask(api.port, "GET", "/files/a.png", "Accept: image/png\r\n");
  CHECK(file.status() == 200);
  CHECK(file.head.find("ETag: ") != std::string::npos);
  const Answer none = ask(api.port, "GET", "/files/none");
  CHECK(none.status() == 404);
  CHECK(none.body == R"({"missing": "none"})");

  const Answer put = ask(api.port, "POST", "/events", json + "X-Source: shop\r\n", R"({"order": 1})");
  CHECK(put.status() == 202);
  CHECK(put.head.find("x-bus: default") != std::string::npos);
  CHECK(put.body.find("\"FailedEntryCount\"") != std::string::npos);
  CHECK(ask(api.port, "POST", "/events", json, R"({"order": 1})").status() == 400);  // without a source
}

TEST_CASE("integrations: without an endpoint no service is asked, and that is said at start", "[e2e][integrations]") {
  const ScratchFolder folder;
  folder.write("template.yaml", with_queue(kServices, "https://sqs.eu-west-1.amazonaws.com"));
  const std::map<std::string, std::string> environment{{"HOME", folder.path().string()}, {"AWS_ENDPOINT_URL", ""}};
  const Integrated api(folder, environment);
  CHECK(api.output().find("`POST /queue` of `Rest` cannot be answered as it is: AWS_ENDPOINT_URL_SQS") != std::string::npos);
  CHECK(api.output().find("`PUT /items/{id}` of `Rest` cannot be answered as it is: AWS_ENDPOINT_URL_DYNAMODB") !=
        std::string::npos);
  CHECK(ask(api.port, "POST", "/queue", "", "{}").status() == 501);
}
