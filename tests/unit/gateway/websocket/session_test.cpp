#include "gateway/websocket/session.h"

#include "gateway/websocket/find_api.h"
#include "tests/unit/gateway/websocket/chatting.h"

using namespace cxsam;
using namespace cxsam::test;
namespace ws = gateway::websocket;

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

TEST_CASE("websocket API: a failure that a one-way route swallows is told", "[websocket]") {
  Chatting chat;
  const auto client = chat.enter();
  chat.function->result = R"({"statusCode": 500, "body": "Error: no such table"})";
  CHECK(chat.hear(*client, R"({"action": "say"})").empty());
  CHECK(chat.told().find("`say`: the function answered 500, and the client hears nothing of it: Error: no such table") !=
        std::string::npos);
  CHECK(chat.told().find("RouteResponseSelectionExpression") != std::string::npos);
  const std::size_t before = chat.told().size();
  CHECK(chat.hear(*client, R"({"action": "ask"})") == "Error: no such table");
  chat.function->result = R"({"statusCode": 200, "body": "fine"})";
  CHECK(chat.hear(*client, R"({"action": "say"})").empty());
  CHECK(chat.told().size() == before);
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

TEST_CASE("websocket API: routes are throttled as their stage says", "[websocket]") {
  std::string text(kChat);
  const std::string stage = "StageName: live";
  Chatting chat(text.replace(text.find(stage), stage.size(),
                             stage + ", RouteSettings: {ask: {ThrottlingBurstLimit: 2, ThrottlingRateLimit: 1}}"));
  const auto client = chat.enter();
  CHECK(chat.hear(*client, R"({"action": "ask"})") == "ok");
  CHECK(chat.hear(*client, R"({"action": "ask"})") == "ok");
  CHECK(chat.hear(*client, R"({"action": "ask"})").starts_with(R"({"message": "Too Many Requests", )"));
  chat.pass(std::chrono::seconds(1));
  CHECK(chat.hear(*client, R"({"action": "ask"})") == "ok");
}

TEST_CASE("websocket API: which one is meant", "[websocket]") {
  const auto one = application_from(kChat);
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

TEST_CASE("websocket API: an expression without a route response answers nothing, which is told", "[websocket]") {
  Diagnostics findings;
  std::string text = test::kChat;
  text.replace(text.find("RouteId: !Ref Ask"), 17, "RouteId: !Ref Say");
  const auto application = test::application_from(text, {}, &findings);
  CHECK_FALSE(application.websocket_apis.front().find_route("ask")->answers);
  CHECK_FALSE(application.websocket_apis.front().find_route("say")->answers);
  REQUIRE(findings.items().size() == 1);
  CHECK(findings.items().front().message == "the route `ask` has no route response: its clients get no answer, here as on AWS");
  CHECK(test::application_from(test::kChat).websocket_apis.front().find_route("ask")->answers);
}
