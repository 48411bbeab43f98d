#include "gateway/gateway.h"

#include "json/json.h"
#include "tests/unit/gateway/serving.h"

using namespace cxsam;
using test::Serving;

namespace {

constexpr const char* kRest = R"(
Resources:
  Hello: {Type: AWS::Lambda::Function, Properties: {Timeout: 3}}
  Slow: {Type: AWS::Lambda::Function, Properties: {Timeout: 900}}
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        paths:
          /hello: {get: {x-amazon-apigateway-integration: &hello {type: aws_proxy, uri: !GetAtt Hello.Arn}}, post: {x-amazon-apigateway-integration: *hello}}
          /slow: {get: {x-amazon-apigateway-integration: {type: aws_proxy, uri: !GetAtt Slow.Arn, timeoutInMillis: 20}}}
          /queue: {get: {x-amazon-apigateway-integration: {type: aws, httpMethod: POST, uri: "arn:aws:apigateway:us-east-1:sqs:path/123456789012/orders"}}}
)";

constexpr const char* kHttp = R"(
Resources:
  Hello: {Type: AWS::Lambda::Function}
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      ProtocolType: HTTP
      Target: !GetAtt Hello.Arn
      RouteKey: GET /hello
      CorsConfiguration: {AllowOrigins: ["https://a.example", "http://*"], AllowMethods: [GET, PUT], AllowHeaders: [x-a], ExposeHeaders: [x-b], MaxAge: 5}
)";

std::string header(const http::Response& response, std::string_view name) {
  return std::string(http::find_header(response.headers, name));
}

}  // namespace

TEST_CASE("gateway: a REST answer carries the ids of its request", "[gateway]") {
  Serving serving(test::application_from(kRest));
  const auto response =
      serving.send({.method = "GET", .target = "/hello?a=b", .headers = {{"X-Amzn-Trace-Id", "Root=1-2-3"}}, .body = {}});
  CHECK(response.status == 200);
  CHECK(response.body == "ok");
  CHECK(header(response, "x-amzn-RequestId").size() == 36);
  const std::string trace = header(response, "X-Amzn-Trace-Id");
  CHECK(trace.starts_with("Root=1-2-3;Parent="));
  CHECK(trace.ends_with(";Sampled=0"));
  CHECK(serving.function->trace_id == trace);
  CHECK(parse_json(serving.function->event)->at("headers").at("X-Amzn-Trace-Id") == "Root=1-2-3");
}

TEST_CASE("gateway: what a trace header leaves out is made up", "[gateway]") {
  Serving serving(test::application_from(kRest));
  const auto trace_of = [&](std::string sent) {
    http::Headers headers;
    if (!sent.empty()) headers.emplace_back("X-Amzn-Trace-Id", std::move(sent));
    return header(serving.send({.method = "GET", .target = "/hello", .headers = headers, .body = {}}), "X-Amzn-Trace-Id");
  };
  CHECK(trace_of("Root=1-2-3;Parent=4") == "Root=1-2-3;Parent=4;Sampled=1");
  CHECK(trace_of("Sampled=1;Root=1-2-3;Parent=4") == "Root=1-2-3;Parent=4;Sampled=1");
  CHECK(trace_of("Root=1-2-3;Parent=4;Sampled=0") == "Root=1-2-3;Parent=4;Sampled=0");
  CHECK(trace_of("Parent=4").starts_with("Root=1-"));
  const std::string made = trace_of("");
  CHECK(made.size() == std::string("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0").size());
}

TEST_CASE("gateway: no route, failed functions and unusable answers", "[gateway]") {
  Serving rest(test::application_from(kRest));
  Serving http(test::application_from(kHttp));
  const auto missing = rest.send({.method = "GET", .target = "/nope"});
  CHECK(missing.status == 403);
  CHECK(missing.body == R"({"message":"Missing Authentication Token"})");
  CHECK(header(missing, "x-amzn-ErrorType") == "MissingAuthenticationTokenException");
  CHECK(http.send({.method = "GET", .target = "/nope"}).body == R"({"message":"Not Found"})");

  rest.function->result = "\"text\"";
  const auto unusable = rest.send({.method = "GET", .target = "/hello"});
  CHECK(unusable.status == 502);
  CHECK(unusable.body == R"({"message": "Internal server error"})");
  CHECK(rest.told() == "Invalid lambda response received: `Hello`: it is no object with `statusCode` and `body`\n");

  for (const auto kind :
       {invoke::Outcome::Kind::FunctionError, invoke::Outcome::Kind::Timeout, invoke::Outcome::Kind::TooLarge}) {
    rest.function->kind = http.function->kind = kind;
    CHECK(rest.send({.method = "GET", .target = "/hello"}).status == 502);
    CHECK(http.send({.method = "GET", .target = "/hello"}).status == 500);
  }
  rest.function->kind = http.function->kind = invoke::Outcome::Kind::Throttled;
  CHECK(rest.send({.method = "GET", .target = "/hello"}).status == 500);
  CHECK(http.send({.method = "GET", .target = "/hello"}).status == 503);
  CHECK(rest.send({.method = "GET", .target = "/queue"}).status == 501);
}

TEST_CASE("gateway: an integration waits no longer than its time", "[gateway]") {
  Serving serving(test::application_from(kRest));
  serving.function->takes = std::chrono::milliseconds(200);
  const auto late = serving.send({.method = "GET", .target = "/slow"});
  CHECK(late.status == 504);
  CHECK(late.body == R"({"message": "Endpoint request timed out"})");
  serving.function->takes = std::chrono::milliseconds(0);
  CHECK(serving.send({.method = "GET", .target = "/slow"}).status == 200);
}

TEST_CASE("gateway: a request that makes too large an event is refused before the call", "[gateway]") {
  Serving serving(test::application_from(kRest));
  const auto response =
      serving.send({.method = "POST", .target = "/hello", .headers = {}, .body = std::string(7U << 20U, 'a')});
  CHECK(response.status == 413);
  CHECK(serving.function->calls == 0);
}

TEST_CASE("gateway: an HTTP API answers preflights itself", "[gateway]") {
  Serving serving(test::application_from(kHttp));
  const auto preflight = [&](const char* origin, const char* method) {
    return serving.send({.method = "OPTIONS",
                         .target = "/hello",
                         .headers = {{"Origin", origin}, {"Access-Control-Request-Method", method}},
                         .body = {}});
  };
  const auto allowed = preflight("https://a.example", "GET");
  CHECK(allowed.status == 204);
  CHECK(header(allowed, "Access-Control-Allow-Origin") == "https://a.example");
  CHECK(header(allowed, "Access-Control-Allow-Methods") == "GET,PUT");
  CHECK(header(allowed, "Access-Control-Allow-Headers") == "x-a");
  CHECK(header(allowed, "Access-Control-Max-Age") == "5");
  CHECK(header(preflight("http://localhost:8080", "GET"), "Access-Control-Allow-Origin") == "http://localhost:8080");
  CHECK(header(preflight("https://b.example", "GET"), "Access-Control-Allow-Origin").empty());
  CHECK(header(preflight("https://a.example", "DELETE"), "Access-Control-Allow-Origin").empty());
  CHECK(serving.function->calls == 0);
}

TEST_CASE("gateway: the API's CORS settings replace the function's", "[gateway]") {
  Serving serving(test::application_from(kHttp));
  serving.function->result =
      R"({"statusCode": 200, "headers": {"Access-Control-Allow-Origin": "*", "access-control-max-age": "1"}})";
  const auto response =
      serving.send({.method = "GET", .target = "/hello", .headers = {{"Origin", "https://a.example"}}, .body = {}});
  CHECK(header(response, "Access-Control-Allow-Origin") == "https://a.example");
  CHECK(header(response, "Access-Control-Expose-Headers") == "x-b");
  CHECK(header(response, "Access-Control-Max-Age").empty());
  CHECK(header(serving.send({.method = "GET", .target = "/hello"}), "Access-Control-Allow-Origin").empty());
}

TEST_CASE("gateway: what the server refuses is said in the API's words", "[gateway]") {
  CHECK(gateway::refusal(test::application_from(kRest), 413).body == R"({"message":"Request Too Long"})");
  CHECK(gateway::refusal(test::application_from(kHttp), 413).body == R"({"message":"Request Entity Too Large"})");
  CHECK(gateway::refusal(test::application_from(kHttp), 400).status == 400);
}

TEST_CASE("gateway: an API answers alone under a host of its own", "[gateway]") {
  Serving serving(test::application_from(R"(
Resources:
  Hello: {Type: AWS::Lambda::Function}
  Shop: {Type: AWS::ApiGateway::RestApi, Properties: {Body: {paths: {/x: {get: {x-amazon-apigateway-integration: {type: mock, requestTemplates: {application/json: "{statusCode: 200}"}, responses: {default: {statusCode: "201"}}}}}}}}}
  Admin: {Type: AWS::ApiGateway::RestApi, Properties: {Body: {paths: {/x: {get: {x-amazon-apigateway-integration: {type: mock, requestTemplates: {application/json: "{statusCode: 200}"}, responses: {default: {statusCode: "202"}}}}}}}}}
)"));
  const auto status = [&](std::string host) {
    return serving.send({.method = "GET", .target = "/x", .headers = {{"Host", std::move(host)}}}).status;
  };
  CHECK(status("127.0.0.1:3000") == 201);
  CHECK(status("admin.localhost:3000") == 202);
  CHECK(status("Admin.localhost") == 202);
  CHECK(status("shop.localhost:3000") == 201);
  CHECK(status("other.localhost:3000") == 201);
}

TEST_CASE("gateway: the host of an API in a nested stack names the stacks too", "[gateway]") {
  application::Api api;
  api.logical_id = "Orders";
  CHECK(gateway::own_host(api) == "orders.localhost");
  api.stack_path = "Shop/Back";
  CHECK(gateway::own_host(api) == "orders.back.shop.localhost");
}
