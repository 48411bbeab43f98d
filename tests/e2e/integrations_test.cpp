// APIs before servers and services of AWS, which moto stands in for.
#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <vector>

#include "aws/client.h"
#include "aws/settings.h"
#include "json/json.h"
#include "loop/run.h"
#include "tests/e2e/local_server.h"
#include "tests/e2e/moto.h"
#include "tests/support/raw_client.h"
#include "tests/support/scratch_folder.h"

using namespace cxsam;
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

struct Answer {
  std::string head;
  std::string body;
  [[nodiscard]] int status() const { return std::stoi(head.substr(9, 3)); }
};

Answer ask(std::uint16_t port, const std::string& method, const std::string& target, const std::string& headers = "",
           const std::string& body = "") {
  const test::RawClient client(port);
  client.send(method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: " +
              std::to_string(body.size()) + "\r\n" + headers + "\r\n" + body);
  const std::string all = const_cast<test::RawClient&>(client).read_all();
  const std::size_t end = all.find("\r\n\r\n");
  return {.head = all.substr(0, end), .body = end == std::string::npos ? "" : all.substr(end + 4)};
}

/// start-api with more in its environment.
struct Serving : test::StartedProgram {
  Serving(const ScratchFolder& folder, const std::map<std::string, std::string>& environment,
          const std::vector<std::string>& options = {})
      : StartedProgram(words(environment, options), folder.path()) {
    const bool ready = wait_for("Press CTRL+C to quit");
    INFO(output());
    REQUIRE(ready);
    const std::string_view mark = " * Running on http://127.0.0.1:";
    port = static_cast<std::uint16_t>(std::stoi(output().substr(output().find(mark) + mark.size())));
  }

  static std::vector<std::string> words(const std::map<std::string, std::string>& environment,
                                        const std::vector<std::string>& options) {
    std::vector<std::string> all{"/usr/bin/env"};
    for (const auto& [name, value] : environment) all.push_back(name + "=" + value);
    all.insert(all.end(), {CXSAM_BINARY, "local", "start-api", "--port", "0", "--no-watch"});
    all.insert(all.end(), options.begin(), options.end());
    return all;
  }

  std::uint16_t port = 0;
};

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
  const Serving api(folder, environment);
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
  const Serving api(folder, environment);
  CHECK(api.output().find("`POST /queue` of `Rest` cannot be answered as it is: AWS_ENDPOINT_URL_SQS") != std::string::npos);
  CHECK(api.output().find("`PUT /items/{id}` of `Rest` cannot be answered as it is: AWS_ENDPOINT_URL_DYNAMODB") !=
        std::string::npos);
  CHECK(ask(api.port, "POST", "/queue", "", "{}").status() == 501);
}

namespace {

constexpr const char* kBackend = R"(import http.server, json, sys
class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_GET(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        seen = {"method": self.command, "target": self.path, "headers": {k.lower(): v for k, v in self.headers.items()}, "body": body}
        text = json.dumps(seen).encode()
        self.send_response(int(self.headers.get("X-Status") or 200))
        self.send_header("Content-Type", "application/json")
        self.send_header("X-Backend", "yes")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)
    do_POST = do_PUT = do_DELETE = do_GET
    def log_message(self, *_): pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print("Listening on", server.server_address[1], flush=True)
server.serve_forever()
)";

/// A server that answers with what it has been asked.
struct Mirror : test::StartedProgram {
  explicit Mirror(const ScratchFolder& folder)
      : StartedProgram({"/usr/bin/env", "python3", folder.write("mirror.py", kBackend).string()}, folder.path()) {
    REQUIRE(wait_for("Listening on "));
    REQUIRE(wait_for("\n"));
    place = "127.0.0.1:" + std::to_string(std::stoi(output().substr(output().find("on ") + 3)));
  }
  std::string place;
};

constexpr const char* kServers = R"(Resources:
  Link:
    Type: AWS::ApiGatewayV2::VpcLink
    Properties: {Name: link, SubnetIds: [subnet-1]}
  Rest:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        openapi: 3.0.1
        info: {title: rest, version: "1"}
        paths:
          /proxy/{proxy+}:
            x-amazon-apigateway-any-method:
              x-amazon-apigateway-integration:
                type: http_proxy
                httpMethod: ANY
                uri: http://PLACE/base/{proxy}?fixed=1
                requestParameters: {integration.request.path.proxy: method.request.path.proxy}
          /mapped:
            post:
              x-amazon-apigateway-integration:
                type: http
                httpMethod: PUT
                uri: http://PLACE/mapped
                requestParameters:
                  integration.request.header.X-Given: method.request.querystring.given
                  integration.request.querystring.to: "'there'"
                requestTemplates: {application/json: '{"wrapped": $input.json("$")}'}
                responses:
                  default:
                    statusCode: "201"
                    responseParameters: {method.response.header.X-From: integration.response.header.X-Backend}
                    responseTemplates: {application/json: '$input.path("$.body")'}
          /nobody:
            get: {x-amazon-apigateway-integration: {type: http_proxy, httpMethod: GET, uri: "http://127.0.0.1:1/"}}
  Http:
    Type: AWS::ApiGatewayV2::Api
    Properties: {Name: http, ProtocolType: HTTP}
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties: {ApiId: !Ref Http, StageName: live, AutoDeploy: true}
  Public:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Http
      IntegrationType: HTTP_PROXY
      IntegrationMethod: ANY
      IntegrationUri: http://PLACE/users/{id}
      PayloadFormatVersion: "1.0"
      RequestParameters:
        "append:header.x-added": "${request.header.x-one}/${context.stage}"
        "remove:querystring.secret": "''"
        "overwrite:querystring.page": $request.querystring.p
      ResponseParameters:
        "200": {ResponseParameters: [{Destination: "overwrite:header.x-backend", Source: changed}]}
        "404": {ResponseParameters: [{Destination: "overwrite:statuscode", Source: "410"}]}
  Private:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Http
      IntegrationType: HTTP_PROXY
      IntegrationMethod: ANY
      IntegrationUri: arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/a/b/c
      ConnectionType: VPC_LINK
      ConnectionId: !Ref Link
      PayloadFormatVersion: "1.0"
  PublicRoute:
    Type: AWS::ApiGatewayV2::Route
    Properties: {ApiId: !Ref Http, RouteKey: "GET /people/{id}", Target: !Sub "integrations/${Public}"}
  PrivateRoute:
    Type: AWS::ApiGatewayV2::Route
    Properties: {ApiId: !Ref Http, RouteKey: "ANY /inside/{proxy+}", Target: !Sub "integrations/${Private}"}
)";

std::string at_place(std::string text, const std::string& place) {
  for (std::size_t at = text.find("PLACE"); at != std::string::npos; at = text.find("PLACE")) text.replace(at, 5, place);
  return text;
}

}  // namespace

TEST_CASE("integrations: servers behind REST and HTTP APIs, mapped, as proxies and through VPC links", "[e2e][integrations]") {
  if (!test::has_python()) return;
  const ScratchFolder folder;
  const Mirror mirror(folder);
  folder.write("template.yaml", at_place(kServers, mirror.place));
  const Serving api(folder, {{"HOME", folder.path().string()}}, {"--vpc-link", "Link=" + mirror.place});
  INFO(api.output());
  CHECK(api.output().find("Mounting http://" + mirror.place + "/mapped at http://") != std::string::npos);

  const Answer proxied = ask(api.port, "POST", "/proxy/a/b%20c?q=1&q=2", "X-Own: 1\r\nX-Status: 404\r\n", "text");
  CHECK(proxied.status() == 404);
  CHECK(proxied.head.find("x-amzn-Remapped-Date: ") != std::string::npos);
  CHECK(proxied.head.find("X-Amzn-Trace-Id") == std::string::npos);
  const Json seen = parse_json(proxied.body).value();
  CHECK(seen["method"] == "POST");
  CHECK(seen["target"] == "/base/a/b%20c?fixed=1&q=1&q=2");
  CHECK(seen["headers"]["x-own"] == "1");
  CHECK(seen["headers"]["x-amzn-apigateway-api-id"] == "Rest");
  CHECK(seen["body"] == "text");

  const Answer mapped = ask(api.port, "POST", "/mapped?given=value", "Content-Type: application/json\r\n", "[1]");
  CHECK(mapped.status() == 201);
  CHECK(mapped.head.find("X-From: yes") != std::string::npos);
  CHECK(mapped.body == R"({"wrapped": [1]})");
  const Answer nobody = ask(api.port, "GET", "/nobody");
  CHECK(nobody.status() == 500);
  CHECK(nobody.body == R"({"message": "Internal server error"})");

  const Answer person = ask(api.port, "GET", "/people/7?secret=s&p=3", "X-One: one\r\n");
  CHECK(person.status() == 200);
  CHECK(person.head.find("x-backend: changed") != std::string::npos);
  const Json asked = parse_json(person.body).value();
  CHECK(asked["target"] == "/users/7?p=3&page=3");
  CHECK(asked["headers"]["x-added"] == "one/live");
  CHECK(asked["headers"]["via"] == "HTTP/1.1 AmazonAPIGateway");
  CHECK(ask(api.port, "GET", "/people/7", "X-Status: 404\r\n").status() == 410);

  const Answer inside = ask(api.port, "PUT", "/inside/x?y=1", "", "in");
  CHECK(inside.status() == 200);
  const Json within = parse_json(inside.body).value();
  CHECK(within["target"] == "/live/inside/x?y=1");
  CHECK(within["body"] == "in");
}
