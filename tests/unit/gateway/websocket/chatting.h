// A WebSocket API without sockets and processes; time is moved by hand.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "base/percent.h"
#include "gateway/websocket/management.h"
#include "gateway/websocket/session.h"
#include "json/json.h"
#include "loop/signal.h"
#include "tests/unit/gateway/serving.h"

namespace cxsam::test {

inline constexpr const char* kChat = R"(
Resources:
  Fn: {Type: AWS::Lambda::Function}
  Chat: {Type: AWS::ApiGatewayV2::Api, Properties: {ProtocolType: WEBSOCKET, RouteSelectionExpression: "$request.body.action"}}
  Stage: {Type: AWS::ApiGatewayV2::Stage, Properties: {ApiId: !Ref Chat, StageName: live}}
  ToFn: {Type: AWS::ApiGatewayV2::Integration, Properties: {ApiId: !Ref Chat, IntegrationType: AWS_PROXY, IntegrationUri: !GetAtt Fn.Arn}}
  In: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: !Ref Chat, RouteKey: $connect, Target: !Sub "integrations/${ToFn}"}}
  Out: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: !Ref Chat, RouteKey: $disconnect, Target: !Sub "integrations/${ToFn}"}}
  Say: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: !Ref Chat, RouteKey: say, Target: !Sub "integrations/${ToFn}"}}
  AskAnswer: {Type: AWS::ApiGatewayV2::RouteResponse, Properties: {ApiId: !Ref Chat, RouteId: !Ref Ask, RouteResponseKey: $default}}
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

inline http::Request handshake(std::string target = "/live") {
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

class Chatting : public Serving {
 public:
  explicit Chatting(const std::string& text = kChat, gateway::GuardOptions guards = {})
      : Serving(application_from(text), "123456789012", std::move(guards)) {
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

  http::Response ask_in(http::Request request) {
    return wait_for(gateway::websocket::connect(hub, served(), std::move(request)));
  }
  std::shared_ptr<Client> enter(http::Request request = handshake()) {
    const http::Response response = ask_in(std::move(request));
    REQUIRE(response.upgrade);
    auto client = std::make_shared<Client>(world().clock);
    spawn(world().loop, "test", response.upgrade(client));
    pass(std::chrono::seconds(0));
    return client;
  }
  void pass(std::chrono::nanoseconds time) { clock().advance(time); }
  http::Response manage(http::Request request) {
    return wait_for(gateway::websocket::manage(served(), hub->connections, std::move(request)));
  }
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

  std::shared_ptr<gateway::websocket::Hub> hub = std::make_shared<gateway::websocket::Hub>(world());
};

}  // namespace cxsam::test
