// What a gateway shows of itself: the page, metrics, the walk of a request.
#include "gateway/inspect/inspect.h"

#include "base/text.h"
#include "gateway/inspect/html.h"
#include "gateway/inspect/metrics.h"
#include "gateway/inspect/page.h"
#include "gateway/inspect/route_words.h"
#include "tests/unit/gateway/serving.h"

using namespace cxsam;
using test::Serving;

namespace {

constexpr const char* kTemplate = R"(
Resources:
  Hello: {Type: AWS::Lambda::Function}
  Guard: {Type: AWS::Lambda::Function}
  Shop:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        securityDefinitions:
          Keys: {type: apiKey}
          Mine:
            type: apiKey
            name: Authorization
            in: header
            x-amazon-apigateway-authtype: custom
            x-amazon-apigateway-authorizer: {type: token, authorizerUri: !GetAtt Guard.Arn}
        paths:
          /items/{id}:
            get: {x-amazon-apigateway-integration: &hello {type: aws_proxy, uri: !GetAtt Hello.Arn}}
            put: {security: [{Mine: []}, {Keys: []}], x-amazon-apigateway-integration: *hello}
          /mock:
            post:
              x-amazon-apigateway-integration:
                {type: mock, requestTemplates: {application/json: '{"statusCode": 200}'}, responses: {default: {statusCode: "200"}}}
)";

const application::Route& route_of(const application::Application& application, const std::string& method) {
  for (const application::Route& route : application.apis.front().routes)
    if (route.method == method) return route;
  throw std::logic_error("no such route");
}

http::Response look(const Serving& serving, const std::string& target, const std::string& host = "localhost:3000") {
  return gateway::inspect(*serving.served(), serving.traffic, "myhost",
                          {.method = "GET", .target = target, .headers = {{"Host", host}}});
}

}  // namespace

TEST_CASE("inspect: what guards and answers a route", "[gateway][inspect]") {
  const application::Application application = test::application_from(kTemplate);
  const application::Api& api = application.apis.front();
  const gateway::GuardOptions options;
  using Words = std::vector<std::string>;
  CHECK(gateway::guards_of(api, route_of(application, "GET"), options).empty());
  CHECK(gateway::guards_of(api, route_of(application, "PUT"), options) == Words{"API key", "authorizer `Mine`"});
  CHECK(gateway::guards_of(api, route_of(application, "PUT"), {.disabled = true}) == Words{"API key"});
  CHECK(gateway::guards_of(api, route_of(application, "PUT"), {.as_sam = true}) == Words{"authorizer `Mine`"});
  CHECK(gateway::answering(route_of(application, "GET")) == "Hello");
  CHECK(gateway::answering(route_of(application, "POST")) == "MOCK");
}

TEST_CASE("inspect: the walk of a request names its steps, and the one that ended it", "[gateway][inspect]") {
  Serving serving(test::application_from(kTemplate));
  serving.function->takes = std::chrono::milliseconds(5);
  serving.send({.method = "GET", .target = "/items/7"});
  CHECK(serving.told().empty());
  serving.explain();
  serving.send({.method = "GET", .target = "/items/7"});
  CHECK(
      serving.told().starts_with("Walk of GET /items/7 (`GET /items/{id}` of `Shop`, stage `Prod`): 200 after 5.000 ms\n"
                                 "       0.000 ms  CORS preflight\n       0.000 ms  route\n"
                                 "       5.000 ms  Lambda proxy, which answers\n"));
  serving.send({.method = "PUT", .target = "/items/7\x1b[2J"});
  CHECK(serving.told().find("Walk of PUT /items/7[2J (`PUT /items/{id}` of `Shop`, stage `Prod`): 403 after") !=
        std::string::npos);
  CHECK(serving.told().find("ms  API key, which refuses: INVALID_API_KEY\n") != std::string::npos);
  serving.send({.method = "GET", .target = "/nowhere"});
  CHECK(serving.told().find("Walk of GET /nowhere (no route): 403 after") != std::string::npos);
  CHECK(serving.told().find("ms  route, which refuses: MISSING_AUTHENTICATION_TOKEN\n") != std::string::npos);
}

TEST_CASE("inspect: requests are counted by route, status and time", "[gateway][inspect]") {
  Serving serving(test::application_from(kTemplate));
  serving.function->takes = std::chrono::milliseconds(20);
  for (int i = 0; i < 3; ++i) serving.send({.method = "GET", .target = "/items/" + std::to_string(i)});
  serving.send({.method = "GET", .target = "/nowhere"});
  const std::string text = gateway::metrics_text(serving.traffic);
  const std::string labels = R"(api="Shop",stage="Prod",method="GET",route="/items/{id}")";
  CHECK(text.find("# TYPE cxsam_requests_total counter\n") != std::string::npos);
  CHECK(text.find("cxsam_requests_total{" + labels + ",status=\"200\"} 3\n") != std::string::npos);
  CHECK(text.find("cxsam_requests_total{api=\"\",stage=\"\",method=\"\",route=\"\",status=\"403\"} 1\n") != std::string::npos);
  CHECK(text.find("cxsam_request_duration_seconds_bucket{" + labels + ",le=\"0.01\"} 0\n") != std::string::npos);
  CHECK(text.find("cxsam_request_duration_seconds_bucket{" + labels + ",le=\"0.025\"} 3\n") != std::string::npos);
  CHECK(text.find("cxsam_request_duration_seconds_bucket{" + labels + ",le=\"+Inf\"} 3\n") != std::string::npos);
  CHECK(text.find("cxsam_request_duration_seconds_sum{" + labels + "} 0.06\n") != std::string::npos);
  CHECK(text.find("cxsam_request_duration_seconds_count{" + labels + "} 3\n") != std::string::npos);
  CHECK(text.find("cxsam_integration_duration_seconds_count{" + labels + "} 3\n") != std::string::npos);
}

TEST_CASE("inspect: the last hundred exchanges are kept, each part of them bounded", "[gateway][inspect]") {
  Serving serving(test::application_from(kTemplate));
  serving.function->result = R"({"statusCode": 200, "body": ")" + std::string(40000, 'x') + "\"}";
  for (int i = 0; i < 130; ++i)
    serving.send({.method = "GET", .target = "/items/" + std::to_string(i), .body = std::string(40000, 'y')});
  const auto& last = serving.traffic.last();
  REQUIRE(last.size() == gateway::Traffic::kLast);
  CHECK(last.front().target.text == "/items/30");
  CHECK(last.front().number == 31);
  CHECK(last.back().body.text.size() == gateway::Traffic::kShown);
  CHECK(last.back().body.bytes == 40000);
  CHECK(last.back().event.text.size() == gateway::Traffic::kShown);
  CHECK(last.back().event.text.starts_with(R"({"resource":"/items/{id}")"));
  CHECK(last.back().event.bytes > 40000);
  CHECK(gateway::page_html(*serving.served(), serving.traffic).find("the first 16384 of 40000 bytes") != std::string::npos);
}

TEST_CASE("inspect: what others wrote is text on the page", "[gateway][inspect]") {
  Serving serving(test::application_from(kTemplate));
  serving.function->result =
      R"({"statusCode": 200, "headers": {"X-Say": "<script>a</script>"}, "body": "<img src=x onerror='b'>"})";
  serving.send({.method = "GET", .target = "/items/%3C?q=<script>alert(1)</script>&\"'"});
  const std::string page = look(serving, "/_cxsam/").body;
  CHECK(page.find("<script>") == std::string::npos);
  CHECK(page.find("<img") == std::string::npos);
  CHECK(page.find("?q=&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#39;") != std::string::npos);
  CHECK(page.find("&lt;img src=x onerror=&#39;b&#39;&gt;") != std::string::npos);
  CHECK(page.find("<td>PUT</td><td>/items/{id}</td><td>API key, authorizer `Mine`</td><td>Hello</td>") != std::string::npos);
  CHECK(gateway::escaped("a\xff\xc3(b") == "a\xEF\xBF\xBD\xEF\xBF\xBD(b");
}

TEST_CASE("inspect: pages are for this machine, and only read", "[gateway][inspect]") {
  const Serving serving(test::application_from(kTemplate));
  for (const char* host : {"localhost", "127.0.0.1:3000", "[::1]:3000", "shop.localhost:3000", "MyHost:3000", "192.168.0.7"})
    CHECK(look(serving, "/_cxsam/?x", host).status == 200);
  for (const char* host : {"evil.example:3000", "localhost.evil.example", "", "127.0.0.1.evil.example", "["})
    CHECK(look(serving, "/_cxsam/", host).status == 403);
  CHECK(look(serving, "/_cxsam/metrics", "host.docker.internal:3000").status == 200);
  CHECK(look(serving, "/_cxsam/page.js").body.find("use strict") != std::string::npos);
  CHECK(look(serving, "/_cxsam/page.css").status == 200);
  CHECK(look(serving, "/_cxsam/../etc/passwd").status == 404);
  CHECK(gateway::inspect(*serving.served(), serving.traffic, "", {.method = "POST", .target = "/_cxsam/"}).status == 405);
  CHECK(http::find_header(look(serving, "/_cxsam").headers, "content-security-policy").find("default-src 'none'") == 0);
}

TEST_CASE("inspect: a route of the application that is named so answers itself", "[gateway][inspect]") {
  CHECK(gateway::is_inspection("/_cxsam"));
  CHECK(gateway::is_inspection("/_cxsam/x?y"));
  CHECK(gateway::is_inspection("/_cxsam?y"));
  CHECK_FALSE(gateway::is_inspection("/_cxsamples"));
  CHECK_FALSE(gateway::is_inspection("/a/_cxsam/"));
  std::string text = replace_all(kTemplate, "/items/{id}", "/{proxy+}");
  text = replace_all(text, "/mock", "/_cxsam/metrics");
  const Serving serving(test::application_from(text));
  const auto answers = [&](const char* method, const char* target) {
    return gateway::is_of_application(*serving.served(),
                                      {.method = method, .target = target, .headers = {{"Host", "localhost"}}});
  };
  CHECK(answers("POST", "/_cxsam/metrics"));
  CHECK_FALSE(answers("GET", "/_cxsam/metrics"));
  CHECK_FALSE(answers("GET", "/_cxsam/"));
  CHECK(gateway::routes_over_inspection(serving.served()->application) == std::vector<std::string>{"POST /_cxsam/metrics"});
}
