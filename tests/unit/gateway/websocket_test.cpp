// WebSocket APIs without sockets and processes; time is moved by hand.
#include "gateway/websocket/session.h"

#include <deque>
#include <vector>

#include "application/backend.h"
#include "application/websocket_api.h"
#include "aws/sigv4.h"
#include "base/percent.h"
#include "base/text.h"
#include "gateway/websocket/find_api.h"
#include "gateway/websocket/management.h"
#include "gateway/websocket/mapping.h"
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
  explicit Chatting(const std::string& text = kTemplate, gateway::GuardOptions guards = {})
      : Serving(test::application_from(text), "123456789012", std::move(guards)) {
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
  std::shared_ptr<Client> enter(http::Request request = handshake()) {
    const http::Response response = ask_in(std::move(request));
    REQUIRE(response.upgrade);
    auto client = std::make_shared<Client>(world().clock);
    spawn(world().loop, "test", response.upgrade(client));
    pass(std::chrono::seconds(0));
    return client;
  }
  void pass(std::chrono::nanoseconds time) { clock().advance(time); }
  http::Response manage(http::Request request) { return wait_for(ws::manage(served(), hub->connections, std::move(request))); }
  http::Response manage(std::string method, std::string_view id, std::string body = "", std::string host = "127.0.0.1:3000",
                        const std::string& stage = "/live") {
    return manage({.method = std::move(method),
                   .target = stage + "/@connections/" + percent_encode(id),
                   .headers = {{"Host", std::move(host)}},
                   .body = std::move(body)});
  }
  /// Says it, and gives what is heard of it; "" for nothing.
  std::string hear(Client& client, std::string text) {
    client.heard.clear();
    client.say(std::move(text));
    pass(std::chrono::seconds(0));
    return client.heard.empty() ? "" : client.heard.back();
  }
  std::string id() { return (*parse_json(function->event))["requestContext"]["connectionId"]; }

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

  CHECK(ws::names_connection("/@connections/a%3D"));
  CHECK(ws::names_connection("/live/%40connections/a="));
  CHECK_FALSE(ws::names_connection("/a/b/@connections/c"));
  CHECK_FALSE(ws::names_connection("/live/connections/c"));
}

TEST_CASE("websocket API: @connections by path and by host", "[websocket]") {
  Chatting chat(std::string(kTemplate) + R"(
  Other: {Type: AWS::ApiGatewayV2::Api, Properties: {ProtocolType: WEBSOCKET, RouteSelectionExpression: "$request.body.a"}}
  OtherStage: {Type: AWS::ApiGatewayV2::Stage, Properties: {ApiId: !Ref Other, StageName: other}}
  OtherIn: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: !Ref Other, RouteKey: a, Target: !Sub "integrations/${ToFn}"}}
)");
  const auto client = chat.enter();
  const std::string id = chat.id();
  CHECK(chat.manage("POST", id, "a", "chat.localhost:3000").status == 200);
  CHECK(chat.manage("POST", id, "a", "chat.localhost:3000", "").status == 200);
  CHECK(chat.manage("POST", id, "a", "127.0.0.1:3000", "").status == 200);
  CHECK(chat.manage("POST", id, "a", "chat.localhost:3000", "/other").status == 403);
  CHECK(chat.manage("POST", id, "a", "127.0.0.1:3000", "/nowhere").status == 403);
  CHECK(chat.manage("POST", id, "a", "127.0.0.1:3000", "/other").status == 410);
  CHECK(chat.manage("POST", id, "a", "other.localhost:3000").status == 403);
  CHECK(chat.manage("POST", id, "a", "other.localhost:3000", "/other").status == 410);
  CHECK(client->heard == std::vector<std::string>{"a", "a", "a"});
}

namespace {

gateway::GuardOptions two_signers() {
  const auto signers = gateway::read_signers(R"({"users": [{"accessKeyId": "ALICE", "secretAccessKey": "s"},
      {"accessKeyId": "BOB", "secretAccessKey": "s", "arn": "arn:aws:iam::123456789012:user/bob", "policies": [{"Statement":
        {"Effect": "Allow", "Action": "execute-api:*", "Resource": "arn:aws:execute-api:*:*:Chat/live/GET/*"}}]}]})",
                                             "123456789012");
  return {.signers = *signers, .signers_are_named = true};
}

http::Request signed_by(http::Request request, const std::string& key, const std::string& secret, Clock::WallTime time) {
  system::HttpRequest same{.method = request.method, .url = "http://127.0.0.1:3000" + request.target, .body = request.body};
  aws::sign(same, {.access_key = key, .secret_key = secret}, {.service = "execute-api", .region = "us-east-1", .time = time});
  for (const auto& [name, value] : same.headers)
    if (http::find_header(request.headers, name).empty()) request.headers.emplace_back(name, value);
  return request;
}

/// The route's other properties.
std::string with_connect(const std::string& properties, const std::string& resources = "") {
  std::string text(kTemplate);
  const std::string before = "RouteKey: $connect,";
  text.replace(text.find(before), before.size(), before + " " + properties + ",");
  return text + resources;
}

}  // namespace

TEST_CASE("websocket API: signatures for @connections, where there is somebody who may sign", "[websocket]") {
  Chatting chat(kTemplate, two_signers());
  const auto client = chat.enter();
  const std::string target = "/live/@connections/" + percent_encode(chat.id());
  const auto asked = [&](std::string method, const std::string& key, const std::string& secret) {
    http::Request request{.method = std::move(method), .target = target, .headers = {{"Host", "127.0.0.1:3000"}}, .body = "x"};
    return chat.manage(signed_by(std::move(request), key, secret, chat.world().clock.wall()));
  };
  CHECK(asked("POST", "ALICE", "s").status == 200);
  CHECK(asked("GET", "BOB", "s").status == 200);
  const http::Response refused = asked("POST", "BOB", "s");
  CHECK(refused.status == 403);
  CHECK(refused.body.starts_with(
      R"({"Message":"User: arn:aws:iam::123456789012:user/bob is not authorized to perform: execute-api:ManageConnections on )"
      R"(resource: arn:aws:execute-api:us-east-1:123456789012:Chat/live/POST/@connections/)"));
  CHECK(http::find_header(asked("POST", "ALICE", "other").headers, "x-amzn-ErrorType") == "InvalidSignatureException");
  CHECK(http::find_header(asked("POST", "EVE", "s").headers, "x-amzn-ErrorType") == "UnrecognizedClientException");
  const http::Response unsigned_one = chat.manage("POST", percent_decode(target.substr(target.rfind('/') + 1)), "x");
  CHECK(unsigned_one.body == R"({"message":"Missing Authentication Token"})");
  CHECK(client->heard == std::vector<std::string>{"x"});
}

TEST_CASE("websocket API: `$connect` with signatures", "[websocket]") {
  Chatting chat(with_connect("AuthorizationType: AWS_IAM"), two_signers());
  CHECK(chat.ask_in(handshake()).status == 403);
  const Clock::WallTime now = chat.world().clock.wall();
  CHECK(chat.ask_in(signed_by(handshake(), "ALICE", "s", now)).status == 101);
  CHECK((*parse_json(chat.function->event))["requestContext"]["identity"]["accessKey"] == "ALICE");
  CHECK(chat.ask_in(signed_by(handshake(), "ALICE", "x", now)).status == 403);
  CHECK(chat.ask_in(signed_by(handshake(), "BOB", "s", now)).status == 403);
  CHECK(chat.function->calls == 1);
}

TEST_CASE("websocket API: `$connect` with a function that says who may", "[websocket]") {
  Chatting chat(with_connect("AuthorizationType: CUSTOM, AuthorizerId: !Ref Who", R"(
  Guard: {Type: AWS::Lambda::Function}
  Who: {Type: AWS::ApiGatewayV2::Authorizer, Properties: {ApiId: !Ref Chat, Name: who, AuthorizerType: REQUEST, AuthorizerUri: !GetAtt Guard.Arn,
    IdentitySource: [route.request.querystring.token, route.request.header.User-Agent]}}
)"));
  const auto policy = [&](const std::string& effect, const std::string& resource) {
    chat.guard->result = R"({"principalId": "me", "context": {"n": 7}, "policyDocument": {"Statement": [{"Effect": ")" +
                         effect + R"(", "Action": "execute-api:Invoke", "Resource": ")" + resource + R"("}]}})";
  };
  const std::string own = "arn:aws:execute-api:us-east-1:123456789012:Chat/live/$connect";
  policy("Allow", own);
  CHECK(chat.ask_in(handshake()).status == 401);
  CHECK(chat.guard->calls == 0);
  const auto client = chat.enter(handshake("/live?token=t"));
  const Json asked = *parse_json(chat.guard->event);
  CHECK(asked["type"] == "REQUEST");
  CHECK(asked["methodArn"] == own);
  CHECK(asked["queryStringParameters"]["token"] == "t");
  CHECK(asked["requestContext"]["routeKey"] == "$connect");
  CHECK((*parse_json(chat.function->event))["requestContext"]["authorizer"]["n"] == "7");
  chat.hear(*client, R"({"action": "ask"})");
  CHECK((*parse_json(chat.function->event))["requestContext"]["authorizer"]["principalId"] == "me");
  policy("Allow", own);
  CHECK(chat.ask_in(handshake("/live?token=t")).status == 101);
  CHECK(chat.guard->calls == 2);  // its answers are not kept

  policy("Allow", "arn:aws:execute-api:us-east-1:123456789012:Other/*");
  CHECK(chat.ask_in(handshake("/live?token=t")).body == R"({"Message":"User is not authorized to access this resource"})");
  policy("Deny", "*");
  const http::Response denied = chat.ask_in(handshake("/live?token=t"));
  CHECK(denied.status == 403);
  CHECK(denied.body == R"({"Message":"User is not authorized to access this resource with an explicit deny"})");
  chat.guard->result = R"({"isAuthorized": true})";
  CHECK(chat.ask_in(handshake("/live?token=t")).status == 500);
  chat.guard->kind = invoke::Outcome::Kind::FunctionError;
  chat.guard->result = R"({"errorMessage": "Unauthorized"})";
  CHECK(chat.ask_in(handshake("/live?token=t")).status == 401);
  chat.guard->result = R"({"errorMessage": "other"})";
  CHECK(chat.ask_in(handshake("/live?token=t")).status == 500);
}

TEST_CASE("websocket API: API keys of `$connect` and of messages, and what their plan allows", "[websocket]") {
  const std::string plan = R"(
  Key: {Type: AWS::ApiGateway::ApiKey, Properties: {Enabled: true, Value: abcdefghijklmnopqrst}}
  Plan: {Type: AWS::ApiGateway::UsagePlan, Properties: {ApiStages: [{ApiId: !Ref Chat, Stage: live}], Quota: {Limit: 2, Period: DAY}}}
  Link: {Type: AWS::ApiGateway::UsagePlanKey, Properties: {KeyId: !Ref Key, KeyType: API_KEY, UsagePlanId: !Ref Plan}}
)";
  const auto with_key = [](std::string key) {
    http::Request request = handshake();
    request.headers.emplace_back("x-api-key", std::move(key));
    return request;
  };
  Chatting chat(with_connect("ApiKeyRequired: true", plan));
  CHECK(chat.ask_in(handshake()).body == R"({"message":"Forbidden"})");
  CHECK(chat.ask_in(with_key("wrong")).status == 403);
  CHECK(chat.ask_in(with_key("abcdefghijklmnopqrst")).status == 101);
  CHECK((*parse_json(chat.function->event))["requestContext"]["identity"]["apiKeyId"] == "Key");
  CHECK(chat.ask_in(with_key("abcdefghijklmnopqrst")).status == 101);
  const http::Response used_up = chat.ask_in(with_key("abcdefghijklmnopqrst"));
  CHECK(used_up.status == 429);
  CHECK(used_up.body == R"({"message":"Limit Exceeded"})");

  std::string text = std::string(kTemplate) + plan;
  Chatting messages(text.replace(text.find("RouteKey: ask,"), 14, "RouteKey: ask, ApiKeyRequired: true,"));
  const auto without = messages.enter();
  CHECK(messages.hear(*without, R"({"action": "ask"})").starts_with(R"({"message": "Forbidden", )"));
  const auto client = messages.enter(with_key("abcdefghijklmnopqrst"));
  CHECK(messages.hear(*client, R"({"action": "ask"})") == "ok");
  CHECK(messages.hear(*client, R"({"action": "ask"})") == "ok");
  CHECK(messages.hear(*client, R"({"action": "ask"})").starts_with(R"({"message": "Limit Exceeded", )"));
}

TEST_CASE("websocket API: messages are as their model wants them", "[websocket]") {
  std::string text = std::string(kTemplate) + R"(
  Text: {Type: AWS::ApiGatewayV2::Model, Properties: {ApiId: !Ref Chat, Name: text, ContentType: application/json,
    Schema: {type: object, required: [text], properties: {text: {type: string, maxLength: 3}}}}}
  Any: {Type: AWS::ApiGatewayV2::Model, Properties: {ApiId: !Ref Chat, Name: any, Schema: '{"type": "object", "required": ["any"]}'}}
)";
  const std::string route = "RouteKey: ask,";
  const auto with = [&](const std::string& models) {
    return std::string(text).replace(text.find(route), route.size(), route + models);
  };
  Chatting chat(with(R"( ModelSelectionExpression: "$request.body.kind", RequestModels: {text: text, any: !Ref Any},)"));
  const auto client = chat.enter();
  const std::string bad = R"({"message": "Bad request body", "connectionId":")";
  CHECK(chat.hear(*client, R"({"action": "ask", "kind": "text", "text": "abc"})") == "ok");
  CHECK(chat.hear(*client, R"({"action": "ask", "kind": "text", "text": "abcd"})").starts_with(bad));
  CHECK(chat.told().find("the message is not as its model wants it") != std::string::npos);
  CHECK(chat.hear(*client, R"({"action": "ask", "kind": "any", "any": 1})") == "ok");
  CHECK(chat.hear(*client, R"({"action": "ask", "kind": "any"})").starts_with(bad));
  CHECK(chat.hear(*client, R"({"action": "ask", "kind": "none"})").starts_with(bad));
  CHECK(chat.hear(*client, R"({"action": "ask"})").starts_with(bad));
  Chatting loose(with(" RequestModels: {$default: text},"));  // no expression chooses one
  const auto other = loose.enter();
  CHECK(loose.hear(*other, R"({"action": "ask"})") == "ok");
}

TEST_CASE("websocket API: routes are throttled as their stage says", "[websocket]") {
  std::string text(kTemplate);
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

TEST_CASE("websocket API: parameters of integrations, and of their answers", "[websocket]") {
  const auto application = test::application_from(std::string(kTemplate) + R"(
  ToServer: {Type: AWS::ApiGatewayV2::Integration, Properties: {ApiId: !Ref Chat, IntegrationType: HTTP, IntegrationMethod: PUT,
    IntegrationUri: "http://127.0.0.1:1/{id}", TemplateSelectionExpression: "$request.body.kind", PassthroughBehavior: NEVER,
    RequestTemplates: {short: "<$input.path('$.n')>"},
    RequestParameters: {integration.request.header.connectionId: context.connectionId, integration.request.header.x: "'a'",
      integration.request.path.id: route.request.body.n, integration.request.querystring.all: route.request.body,
      integration.request.header.none: route.request.body.none, integration.request.header.two: route.request.body.two}}}
  Answer: {Type: AWS::ApiGatewayV2::IntegrationResponse, Properties: {ApiId: !Ref Chat, IntegrationId: !Ref ToServer,
    IntegrationResponseKey: $default, ResponseParameters: {route.response.header.from: integration.response.header.Server,
      route.response.header.n: integration.response.body.n}}}
  Get: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: !Ref Chat, RouteKey: get, Target: !Sub "integrations/${ToServer}"}}
)");
  const application::WebSocketApi& api = application.websocket_apis.front();
  const application::WebSocketRoute& route = *api.find_route("get");
  CHECK(route.integration.backend->method == "PUT");
  const ws::Connection connection{.id = "abc=",
                                  .api = "Chat",
                                  .domain_name = "h",
                                  .source_ip = "127.0.0.1",
                                  .user_agent = "me",
                                  .connected_at = {},
                                  .opened = {}};
  const gateway::RequestIds ids;
  const auto map = [&](std::string_view body) {
    const ws::Happening happening{.kind = ws::Happening::Kind::Message,
                                  .api = api,
                                  .connection = connection,
                                  .route_key = "get",
                                  .ids = ids,
                                  .body = body};
    return ws::map_message(happening, route);
  };
  const auto mapped = map(R"({"kind": "short", "n": 5, "two": "a\r\nb: c"})");
  REQUIRE(mapped);
  CHECK(mapped->body == "<5>");
  CHECK(http::find_header(mapped->headers, "connectionId") == "abc=");
  CHECK(http::find_header(mapped->headers, "x") == "a");
  CHECK(http::find_header(mapped->headers, "two") == "ab: c");
  CHECK(http::find_header(mapped->headers, "none").empty());
  CHECK(mapped->path.front().second == "5");
  CHECK(mapped->query.front().second == R"({"kind": "short", "n": 5, "two": "a\r\nb: c"})");
  CHECK_FALSE(map(R"({"kind": "long"})"));
  CHECK_FALSE(map("no JSON"));
  const ws::Happening happening{
      .kind = ws::Happening::Kind::Message, .api = api, .connection = connection, .route_key = "get", .ids = ids};
  const auto answer =
      ws::map_answer(happening, *route.integration.mapping,
                     {.selected_by = "404", .body = R"({"n": 1})", .content_type = "", .headers = {{"Server", "s"}}});
  REQUIRE(answer);
  CHECK(answer->status == 404);
  CHECK(answer->body == R"({"n": 1})");
  CHECK(answer->headers == http::Headers{{"from", "s"}, {"n", "1"}});
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
