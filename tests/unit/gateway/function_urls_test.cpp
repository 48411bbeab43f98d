#include "gateway/url/function_urls.h"

#include <catch2/catch.hpp>

#include "gateway/url/url_answer.h"
#include "json/json.h"
#include "tests/unit/gateway/serving.h"

using namespace cxsam;

namespace {

constexpr const char* kTemplate = R"(
Resources:
  Hello: {Type: AWS::Lambda::Function}
  HelloUrl:
    Type: AWS::Lambda::Url
    Properties: {TargetFunctionArn: !GetAtt Hello.Arn, AuthType: NONE, Cors: {AllowOrigins: ["https://a.example"], AllowMethods: [GET], AllowHeaders: [x-a], MaxAge: 5}}
)";

struct UrlServing {
  explicit UrlServing(const std::string& text = kTemplate) : application(test::application_from(text, parts)) {
    function->clock = &world.clock;
    served = std::make_shared<gateway::ServedUrls>(gateway::ServedUrls{.world = world.world,
                                                                       .endpoints = gateway::url_endpoints(application, parts),
                                                                       .invokers = {{"Hello", function}},
                                                                       .port = 3001,
                                                                       .journal = journal});
  }
  UrlServing(const UrlServing&) = delete;
  UrlServing& operator=(const UrlServing&) = delete;

  http::Response send(const std::string& method, const std::string& target, http::Headers headers = {}, std::string body = "") {
    http::Request request;
    request.method = method;
    request.target = target;
    request.headers = std::move(headers);
    request.body = std::move(body);
    request.protocol = "HTTP/1.1";
    request.remote_address = "127.0.0.1";
    if (http::find_header(request.headers, "host").empty())
      request.headers.emplace_back("Host", "hello.lambda-url.localhost:3001");
    const gateway::UrlEndpoint* endpoint = gateway::find_url(*served, request);
    if (endpoint == nullptr) return {.status = 0, .headers = {}, .body = {}};
    http::Response response;
    spawn(world.loop, "test", keep(*endpoint, std::move(request), response));
    world.clock.advance(std::chrono::seconds(1));
    return response;
  }

  application::PartsOfFunctions parts;
  application::Application application;
  test::ManualWorld world;
  std::shared_ptr<test::RecordedFunction> function = std::make_shared<test::RecordedFunction>();

 private:
  struct Nothing final : invoke::Journal {
    void record(const invoke::LogEvent& /*event*/) override {}
  };
  Task<void> keep(const gateway::UrlEndpoint& endpoint, http::Request request, http::Response& response) {
    response = co_await gateway::handle_url(served, endpoint, std::move(request));
  }

  Nothing journal;
  std::shared_ptr<const gateway::ServedUrls> served;
};

std::string header(const http::Response& response, std::string_view name) {
  return std::string(http::find_header(response.headers, name));
}

http::Response answer(std::string body, std::string type = "application/json") {
  invoke::BufferedResponse buffered;
  buffered.content_type = std::move(type);
  buffered.body = std::move(body);
  return gateway::make_url_answer(buffered).value_or(gateway::url_failure(502));
}

}  // namespace

TEST_CASE("function URL: by host and by path, with an event of payload 2.0", "[gateway]") {
  UrlServing serving;
  CHECK(serving.send("POST", "/a%20b?x=1&x=2", {{"Cookie", "c=d"}, {"X-Up", "v"}}, "text").body == "ok");
  const Json event = parse_json(serving.function->event).value();
  CHECK(event["version"] == "2.0");
  CHECK(event["routeKey"] == "$default");
  CHECK(event["rawPath"] == "/a b");
  CHECK(event["rawQueryString"] == "x=1&x=2");
  CHECK(event["queryStringParameters"]["x"] == "1,2");
  CHECK(event["cookies"] == Json::array({"c=d"}));
  CHECK(event["headers"]["x-up"] == "v");
  CHECK(event["requestContext"]["accountId"] == "anonymous");
  CHECK(event["requestContext"]["stage"] == "$default");
  CHECK(event["requestContext"]["domainPrefix"] == "hello");
  CHECK(event["body"] == "text");
  serving.send("GET", "/lambda-url/hello/x/y?q=1", {{"Host", "127.0.0.1:3001"}});
  CHECK(parse_json(serving.function->event).value()["rawPath"] == "/x/y");
  serving.send("GET", "/lambda-url/hello", {{"Host", "127.0.0.1:3001"}});
  CHECK(parse_json(serving.function->event).value()["rawPath"] == "/");
  for (const char* target : {"/", "/lambda-url/hellos", "/lambda-url/"})
    CHECK(serving.send("GET", target, {{"Host", "localhost"}}).status == 0);
}

TEST_CASE("function URL: CORS is the URL's, whatever the function says", "[gateway]") {
  UrlServing serving;
  const http::Response preflight =
      serving.send("OPTIONS", "/", {{"Origin", "https://a.example"}, {"Access-Control-Request-Method", "GET"}});
  CHECK(preflight.status == 200);
  CHECK(header(preflight, "access-control-allow-origin") == "https://a.example");
  CHECK(header(preflight, "access-control-max-age") == "5");
  CHECK(serving.function->calls == 0);
  serving.function->result = R"({"statusCode": 200, "headers": {"Access-Control-Allow-Origin": "*"}})";
  CHECK(header(serving.send("GET", "/", {{"Origin", "https://a.example"}}), "access-control-allow-origin") ==
        "https://a.example");
  CHECK(header(serving.send("GET", "/", {{"Origin", "https://b.example"}}), "access-control-allow-origin").empty());
}

TEST_CASE("function URL: errors of the function are 502, too many calls 429", "[gateway]") {
  UrlServing serving;
  serving.function->kind = invoke::Outcome::Kind::FunctionError;
  CHECK(serving.send("GET", "/").status == 502);
  CHECK(serving.send("GET", "/").body == "Internal Server Error");
  serving.function->kind = invoke::Outcome::Kind::Throttled;
  CHECK(serving.send("GET", "/").status == 429);
}

TEST_CASE("function URL: what answers become", "[gateway]") {
  const auto body = [](std::string text) { return answer(std::move(text)).body; };
  CHECK(body(R"("hello")") == "hello");
  CHECK(body("3.10") == "3.10");
  CHECK(body("true") == "true");
  CHECK(body(R"({"a": [1, 2]})") == R"({"a":[1,2]})");
  CHECK(header(answer("{}"), "content-type") == "application/json");
  const http::Response whole = answer(
      R"({"statusCode": "418", "headers": {"X-A": 1}, "cookies": ["a=b", "c=d"], "body": "aGk=", "isBase64Encoded": true})");
  CHECK(whole.status == 418);
  CHECK(whole.body == "hi");
  CHECK(header(whole, "x-a") == "1");
  CHECK(header(whole, "set-cookie") == "a=b");
  CHECK(answer(R"({"statusCode": "soon"})").status == 502);
  CHECK(answer("no JSON").status == 502);
  CHECK(answer("1", "application/x-www-form-urlencoded").body == "1");
}

TEST_CASE("function URL: what a function streams", "[gateway]") {
  const std::string type = "application/vnd.awslambda.http-integration-response";
  const std::string nul(8, '\0');
  const http::Response streamed =
      answer(R"({"statusCode": 201, "headers": {"Content-Type": "text/html"}, "cookies": ["a=b"]})" + nul + "<p>", type);
  CHECK(streamed.status == 201);
  CHECK(streamed.body == "<p>");
  CHECK(header(streamed, "content-type") == "text/html");
  CHECK(header(streamed, "set-cookie") == "a=b");
  CHECK(answer("{}" + nul + "x", type).status == 200);
  CHECK(answer("{}", type).status == 502);
}

namespace {

/// Writes its parts with a pause before each.
struct Writing final : invoke::Invoker {
  Task<invoke::Outcome> invoke(invoke::Invocation& /*invocation*/, invoke::ResponseSink& sink) override {
    if (!type.empty()) co_await sink.head(type);
    for (std::string part : parts) {
      co_await clock->sleep_for(std::chrono::seconds(1));
      co_await sink.write(std::move(part));
    }
    co_return outcome;
  }
  Clock* clock = nullptr;
  std::string type;
  std::vector<std::string> parts;
  invoke::Outcome outcome;
};

struct Collected final : http::BodyWriter {
  Task<bool> write(std::string bytes) override {
    body += bytes;
    co_return true;
  }
  std::string body;
};

struct Streaming {
  Streaming() { function->clock = &world.clock; }

  void start() {
    spawn(world.loop, "test", take());
    world.clock.advance(std::chrono::milliseconds(1));
  }
  Task<void> take() {
    const auto stream = invoke::Stream::start(world.world, function, {.request_id = "1", .payload = "{}"});
    response = co_await gateway::stream_url_answer(stream);
    begun = true;
    if (response.stream) whole = co_await response.stream(body);
  }

  test::ManualWorld world;
  std::shared_ptr<Writing> function = std::make_shared<Writing>();
  http::Response response;
  Collected body;
  bool begun = false;
  bool whole = false;
};

}  // namespace

TEST_CASE("function URL: a stream leaves while it is written", "[gateway]") {
  Streaming streaming;
  streaming.function->type = "application/vnd.awslambda.http-integration-response";
  const std::string nul(8, '\0');
  streaming.function->parts = {R"({"statusCode": 201)", "}" + nul + "a", "b"};
  streaming.start();
  streaming.world.clock.advance(std::chrono::seconds(2));
  CHECK(streaming.begun);
  CHECK(streaming.response.status == 201);
  CHECK(streaming.body.body == "a");
  CHECK_FALSE(streaming.whole);
  streaming.world.clock.advance(std::chrono::seconds(1));
  CHECK(streaming.body.body == "ab");
  CHECK(streaming.whole);
}

TEST_CASE("function URL: a stream without status and headers, one that breaks, and none", "[gateway]") {
  Streaming bare;
  bare.function->type = "text/plain";
  bare.function->parts = {"x", "y"};
  bare.function->outcome.kind = invoke::Outcome::Kind::FunctionError;
  bare.start();
  CHECK(header(bare.response, "content-type") == "text/plain");
  bare.world.clock.advance(std::chrono::seconds(5));
  CHECK(bare.body.body == "xy");
  CHECK_FALSE(bare.whole);

  Streaming failed;
  failed.function->outcome.kind = invoke::Outcome::Kind::FunctionError;
  failed.start();
  CHECK(failed.response.status == 502);

  Streaming cut;
  cut.function->type = "application/vnd.awslambda.http-integration-response";
  cut.function->parts = {"{}"};
  cut.start();
  cut.world.clock.advance(std::chrono::seconds(5));
  CHECK(cut.response.status == 502);
}
