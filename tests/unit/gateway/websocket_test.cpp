// WebSocket APIs without sockets and processes; time is moved by hand.
#include "gateway/websocket/session.h"

#include <deque>
#include <vector>

#include "application/websocket_api.h"
#include "base/text.h"
#include "gateway/websocket/find_api.h"
#include "gateway/websocket/management.h"
#include "json/json.h"
#include "loop/signal.h"
#include "tests/unit/gateway/serving.h"

using namespace cxsam;
namespace ws = gateway::websocket;

namespace {

constexpr const char* kTemplate = R"(
Resources:
  Fn: {Type: AWS::Lambda::Function}
  Chat: {Type: AWS::ApiGatewayV2::Api, Properties: {ProtocolType: WEBSOCKET, RouteSelectionExpression: "$request.body.action"}}
  Stage: {Type: AWS::ApiGatewayV2::Stage, Properties: {ApiId: !Ref Chat, StageName: live}}
  ToFn: {Type: AWS::ApiGatewayV2::Integration, Properties: {ApiId: !Ref Chat, IntegrationType: AWS_PROXY, IntegrationUri: !GetAtt Fn.Arn}}
  In: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: !Ref Chat, RouteKey: $connect, Target: !Sub "integrations/${ToFn}"}}
  Out: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: !Ref Chat, RouteKey: $disconnect, Target: !Sub "integrations/${ToFn}"}}
  Say: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: !Ref Chat, RouteKey: say, Target: !Sub "integrations/${ToFn}"}}
  Ask: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: !Ref Chat, RouteKey: ask, RouteResponseSelectionExpression: $default, Target: !Sub "integrations/${ToFn}"}}
)";

/// A client in memory: what it will say, and what it has heard.
struct Client final : http::WebSocket {
  explicit Client(Clock& clock) : clock(clock), changed(clock), active(clock.now()) {}

  Task<std::optional<Message>> read() override {
    while (says.empty() && open) co_await changed.wait();
    if (!open) co_return std::nullopt;
    Message message{.payload = says.front()};
    says.pop_front();
    active = clock.now();
    co_return message;
  }
  Task<bool> write(Message message) override {
    if (open) heard.push_back(std::move(message.payload));
    active = clock.now();
    co_return open;
  }
  void close(std::uint16_t code, std::string reason) override {
    if (!open) return;
    open = false;
    how = {.code = code, .reason = std::move(reason)};
    changed.notify();
  }
  [[nodiscard]] bool is_open() const override { return open; }
  [[nodiscard]] const Closing& closing() const override { return how; }
  [[nodiscard]] Clock::TimePoint last_active() const override { return active; }

  void say(std::string text) {
    says.push_back(std::move(text));
    changed.notify();
  }

  Clock& clock;
  Signal changed;
  std::deque<std::string> says;
  std::vector<std::string> heard;
  bool open = true;
  Closing how;
  Clock::TimePoint active;
};

http::Request handshake(std::string target = "/live") {
  return {.method = "GET",
          .target = std::move(target),
          .headers = {{"Host", "127.0.0.1:3000"},
                      {"Connection", "Upgrade"},
                      {"Upgrade", "websocket"},
                      {"User-Agent", "me"},
                      {"Sec-WebSocket-Version", "13"},
                      {"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="}},
          .body = {},
          .remote_address = "127.0.0.1",
          .protocol = "HTTP/1.1"};
}

class Chatting : public test::Serving {
 public:
  Chatting() : Serving(test::application_from(kTemplate)) {
    hub->current = [this] { return served(); };
  }

  template <class Value>
  Value wait_for(Task<Value> task) {
    std::optional<Value> value;
    const auto keep = [](Task<Value> waited, std::optional<Value>& kept) -> Task<void> {
      Value got = co_await std::move(waited);
      kept.emplace(std::move(got));
    };
    spawn(world().loop, "test", keep(std::move(task), value));
    clock().advance(std::chrono::seconds(1));
    REQUIRE(value);
    return std::move(*value);
  }

  http::Response ask_in(http::Request request) { return wait_for(ws::connect(hub, served(), std::move(request))); }
  std::shared_ptr<Client> enter() {
    const http::Response response = ask_in(handshake());
    REQUIRE(response.upgrade);
    auto client = std::make_shared<Client>(world().clock);
    spawn(world().loop, "test", response.upgrade(client));
    pass(std::chrono::seconds(0));
    return client;
  }
  void pass(std::chrono::nanoseconds time) { clock().advance(time); }
  http::Response manage(std::string method, std::string id, std::string body = "") {
    return wait_for(ws::manage(hub->connections, world(), std::move(id),
                               {.method = std::move(method), .target = "", .body = std::move(body)}));
  }

  std::shared_ptr<ws::Hub> hub = std::make_shared<ws::Hub>(world());
};

}  // namespace

TEST_CASE("websocket API: `$connect` decides, and sees the request", "[websocket]") {
  Chatting chat;
  CHECK(chat.ask_in(handshake("/live?a=1&a=2")).status == 101);
  const Json event = *parse_json(chat.function->event);
  CHECK(event["headers"]["Sec-WebSocket-Key"] == "dGhlIHNhbXBsZSBub25jZQ==");
  CHECK_FALSE(event["headers"].contains("Connection"));
  CHECK(event["headers"]["X-Forwarded-Port"] == "3000");
  CHECK(event["multiValueQueryStringParameters"]["a"] == Json{"1", "2"});
  CHECK(event["requestContext"]["eventType"] == "CONNECT");
  CHECK(event["requestContext"]["routeKey"] == "$connect");
  CHECK(event["requestContext"]["apiId"] == "Chat");
  CHECK_FALSE(event.contains("body"));

  chat.function->result = R"({"statusCode": 403, "body": "no", "headers": {"X-Why": "so"}})";
  const http::Response refused = chat.ask_in(handshake());
  CHECK(refused.status == 403);
  CHECK(refused.body == "no");
  CHECK_FALSE(refused.upgrade);
  chat.function->result = "{}";
  CHECK(chat.ask_in(handshake()).status == 502);
  CHECK(chat.told().find("the function must give back an object with `statusCode`") != std::string::npos);
  CHECK(chat.ask_in(handshake("/other")).status == 403);
  CHECK(chat.hub->connections.size() == 0);
}

TEST_CASE("websocket API: messages find their routes", "[websocket]") {
  Chatting chat;
  const auto client = chat.enter();
  client->say(R"({"action": "ask"})");
  chat.pass(std::chrono::seconds(0));
  CHECK(client->heard == std::vector<std::string>{"ok"});
  const Json event = *parse_json(chat.function->event);
  CHECK(event["body"] == R"({"action": "ask"})");
  CHECK(event["requestContext"]["routeKey"] == "ask");

  client->say(R"({"action": "say"})");
  chat.pass(std::chrono::seconds(0));
  CHECK(client->heard.size() == 1);
  chat.function->result = "null";
  client->say(R"({"action": "say"})");
  chat.pass(std::chrono::seconds(0));
  CHECK(client->heard.back().starts_with(R"({"message": "Internal server error", "connectionId":")"));
  for (const char* nowhere : {"text", "{}", R"({"action": "$connect"})", R"({"action": ["say"]})", R"({"action": "Say"})"}) {
    client->say(nowhere);
    chat.pass(std::chrono::seconds(0));
    INFO(nowhere);
    CHECK(client->heard.back().starts_with(R"({"message": "Forbidden", "connectionId":")"));
    client->heard.clear();
    client->heard.emplace_back();
  }
}

TEST_CASE("websocket API: ten quiet minutes and two hours end a connection", "[websocket]") {
  Chatting chat;
  const auto quiet = chat.enter();
  chat.pass(std::chrono::minutes(9));
  CHECK(quiet->open);
  chat.pass(std::chrono::minutes(2));
  CHECK(quiet->how.code == 1001);
  const Json event = *parse_json(chat.function->event);
  CHECK(event["requestContext"]["eventType"] == "DISCONNECT");
  CHECK(event["requestContext"]["disconnectStatusCode"] == 1001);
  CHECK(event["requestContext"]["disconnectReason"] == "Going away");
  CHECK(event["headers"]["Host"] == "127.0.0.1:3000");
  CHECK(chat.hub->connections.size() == 0);

  const auto busy = chat.enter();
  for (int minutes = 0; minutes < 119; minutes += 7) {
    CHECK(busy->open);
    busy->say(R"({"action": "say"})");
    chat.pass(std::chrono::minutes(7));
  }
  chat.pass(std::chrono::minutes(2));
  CHECK(busy->how.code == 1001);
}

TEST_CASE("websocket API: @connections", "[websocket]") {
  Chatting chat;
  const auto client = chat.enter();
  const std::string id = (*parse_json(chat.function->event))["requestContext"]["connectionId"];
  CHECK(chat.manage("POST", id, "hello").status == 200);
  CHECK(client->heard == std::vector<std::string>{"hello"});
  const http::Response known = chat.manage("GET", id);
  CHECK((*parse_json(known.body))["identity"]["userAgent"] == "me");
  CHECK(chat.manage("PUT", id).status == 403);
  CHECK(chat.manage("POST", id, std::string((128 << 10) + 1, 'a')).status == 413);
  CHECK(chat.manage("GET", "no id").status == 400);
  CHECK(chat.manage("DELETE", id).status == 204);
  CHECK(client->how.code == 1000);
  const http::Response gone = chat.manage("POST", id, "hello");
  CHECK(gone.status == 410);
  CHECK(http::find_header(gone.headers, "x-amzn-ErrorType") == "GoneException");
  CHECK(gone.body == R"({"message":"Gone"})");

  CHECK(ws::managed_connection("/@connections/a%3D") == "a=");
  CHECK(ws::managed_connection("/live/%40connections/a=") == "a=");
  CHECK_FALSE(ws::managed_connection("/a/b/@connections/c"));
  CHECK_FALSE(ws::managed_connection("/live/connections/c"));
}

TEST_CASE("websocket API: which one is meant", "[websocket]") {
  const auto one = test::application_from(kTemplate);
  const auto find = [&](const application::Application& all, std::string target, std::string host) {
    http::Request request{.method = "GET", .target = std::move(target), .headers = {{"Host", std::move(host)}}};
    const application::WebSocketApi* api = ws::find_api(all, request);
    return api == nullptr ? "" : api->logical_id;
  };
  CHECK(find(one, "/live", "127.0.0.1:3000") == "Chat");
  CHECK(find(one, "/live/?a=b", "127.0.0.1:3000") == "Chat");
  CHECK(find(one, "/", "127.0.0.1:3000") == "Chat");
  CHECK(find(one, "/dead", "127.0.0.1:3000").empty());
  CHECK(find(one, "/", "chat.localhost:3000") == "Chat");
  CHECK(find(one, "/live", "Chat.localhost") == "Chat");
  CHECK(find(one, "/x", "chat.localhost").empty());
}

TEST_CASE("selection expressions: variables, texts and escapes", "[websocket]") {
  using application::SelectionExpression;
  const auto key = [](std::string_view text) {
    return SelectionExpression::read(text)
        .evaluate([](const SelectionExpression::Part& part) -> std::optional<std::string> {
          if (part.text == "none") return std::nullopt;
          return "<" + part.text + ">";
        })
        .value_or("nothing");
  };
  CHECK(key("$request.body.action") == "<request.body.action>");
  CHECK(key("${request.body.action}") == "<request.body.action>");
  CHECK(key("a/${b.c}-$d.e/") == "a/<b.c>-<d.e>/");
  CHECK(key("\\$default") == "$default");
  CHECK(key("$default") == "$default");
  CHECK(key("200") == "200");
  CHECK(key("$") == "$");
  CHECK(key("${unended") == "${unended");
  CHECK(key("x${none}") == "nothing");
  CHECK(key("").empty());
}
