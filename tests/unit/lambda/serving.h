// The Lambda API without sockets and processes, for tests: functions are scripts.
#pragma once

#include <catch2/catch.hpp>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "invoke/log_text.h"
#include "json/json.h"
#include "lambda/api.h"
#include "lambda/sam_api.h"
#include "tests/support/manual_world.h"
#include "tests/unit/application/modelling.h"

namespace cxsam::test {

/// Answers as it is told to, and keeps what it was called with.
struct ScriptedInvoker final : invoke::Invoker {
  explicit ScriptedInvoker(invoke::Journal& to) : journal(to) {}

  Task<invoke::Outcome> invoke(invoke::Invocation& invocation, invoke::ResponseSink& sink) override {
    const std::string id = invocation.request_id;
    calls.push_back(std::move(invocation));
    journal.record({.time = {}, .request_id = id, .what = invoke::LogEvent::Start{}});
    journal.record({.time = {}, .request_id = id, .what = invoke::LogEvent::Output{lines}});
    invoke::Outcome outcome = calls.size() <= failures ? failure : invoke::Outcome{};
    if (outcome.kind != invoke::Outcome::Kind::Ok) {
      co_await answer_with_error(sink, outcome, answer);
      co_return outcome;
    }
    co_await sink.head("application/json");
    co_await sink.write(answer);
    co_return outcome;
  }

  invoke::Journal& journal;
  std::string answer = "{}";
  std::string lines = "hello\n";
  std::size_t failures = 0;  // so many calls fail
  invoke::Outcome failure{.kind = invoke::Outcome::Kind::FunctionError, .error_type = "Oops", .metrics = {}};
  std::vector<invoke::Invocation> calls;
};

class LambdaServing {
 public:
  explicit LambdaServing(const std::string& template_text, const std::vector<std::string>& only = {})
      : application_(application_from(template_text, parts_)) {
    invoke::Invokers invokers;
    for (const auto& function : application_.functions) {
      if (function.image) continue;
      auto invoker = std::make_shared<ScriptedInvoker>(log_tails_);
      functions[function.full_path()] = invoker;
      invokers[function.full_path()] = invoker;
    }
    service_ = std::make_shared<lambda::Service>(
        lambda::Service{.world = world_.world,
                        .directory = lambda::Directory(application_, parts_, std::move(invokers), only),
                        .log_tails = log_tails_,
                        .async_calls = async_calls,
                        .region = "us-east-1",
                        .account_id = "123456789012"});
  }
  LambdaServing(const LambdaServing&) = delete;
  LambdaServing& operator=(const LambdaServing&) = delete;

  http::Response send(http::Request request) {
    http::Response response;
    spawn(world_.loop, "test", keep(std::move(request), response));
    world_.clock.advance(std::chrono::milliseconds(1));
    return response;
  }
  http::Response invoke(const std::string& name, http::Headers headers = {}, std::string body = "{}") {
    http::Request request;
    request.method = "POST";
    request.target = "/2015-03-31/functions/" + name + "/invocations";
    if (const auto mark = name.find('?'); mark != std::string::npos)
      request.target = "/2015-03-31/functions/" + name.substr(0, mark) + "/invocations" + name.substr(mark);
    request.headers = std::move(headers);
    request.body = std::move(body);
    return send(std::move(request));
  }
  http::Response stream(const std::string& name, http::Headers headers = {}) {
    http::Request request;
    request.method = "POST";
    request.target = "/2021-11-15/functions/" + name + "/response-streaming-invocations";
    request.headers = std::move(headers);
    request.body = "{}";
    return send(std::move(request));
  }
  http::Response get(const std::string& target) {
    http::Request request;
    request.method = "GET";
    request.target = target;
    return send(std::move(request));
  }

  /// "400 InvalidRequestContentException: message".
  static std::string error_of(const http::Response& response) {
    const Json body = parse_json(response.body).value_or(Json::object());
    const std::string key = body.contains("message") ? "message" : "Message";
    return std::to_string(response.status) + " " + std::string(http::find_header(response.headers, "x-amzn-errortype")) + ": " +
           body.value(key, "");
  }

  void advance(std::chrono::nanoseconds duration) { world_.clock.advance(duration); }
  [[nodiscard]] const std::string& told() const { return notes_.told; }
  void stop() {
    spawn(world_.loop, "stop", async_calls.stop(std::chrono::seconds(5)));
    world_.clock.advance(std::chrono::milliseconds(1));
  }

  bool as_sam = false;
  std::map<std::string, std::shared_ptr<ScriptedInvoker>> functions;

 private:
  struct Notes final : invoke::Journal {
    void record(const invoke::LogEvent& event) override {
      if (std::holds_alternative<invoke::LogEvent::Note>(event.what)) told += invoke::render_text(event);
    }
    std::string told;
  };

  struct Collected final : http::BodyWriter {
    Task<bool> write(std::string bytes) override {
      body += bytes;
      co_return true;
    }
    std::string body;
  };

  /// A body that comes in parts is put together.
  Task<void> keep(http::Request request, http::Response& response) {
    response = as_sam ? co_await lambda::handle_as_sam(service_, std::move(request))
                      : co_await lambda::handle(service_, std::move(request));
    if (!response.stream) co_return;
    Collected collected;
    co_await response.stream(collected);
    response.body = collected.body;
  }

  Notes notes_;
  lambda::LogTails log_tails_{notes_};
  ManualWorld world_;
  application::PartsOfFunctions parts_;
  application::Application application_;
  std::shared_ptr<const lambda::Service> service_;

 public:
  lambda::AsyncCalls async_calls{world_.world, notes_};
};

}  // namespace cxsam::test
