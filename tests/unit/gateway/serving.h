// A gateway without sockets and processes, for tests: the function is a recorded result.
#pragma once

#include <catch2/catch.hpp>
#include <memory>
#include <string>

#include "gateway/authorizers/guards.h"
#include "gateway/gateway.h"
#include "gateway/inspect/traffic.h"
#include "invoke/log_text.h"
#include "tests/support/manual_world.h"
#include "tests/unit/application/modelling.h"

namespace cxsam::test {

/// Answers every call alike and keeps the last event.
struct RecordedFunction final : invoke::Invoker {
  std::string result = R"({"statusCode": 200, "body": "ok"})";
  std::string content_type = "application/json";
  invoke::Outcome::Kind kind = invoke::Outcome::Kind::Ok;
  std::chrono::milliseconds takes{0};
  std::string event;
  std::string trace_id;
  int calls = 0;
  Clock* clock = nullptr;

  Task<invoke::Outcome> invoke(invoke::Invocation& invocation, invoke::ResponseSink& sink) override {
    ++calls;
    event = std::move(invocation.payload);
    trace_id = invocation.trace_id;
    if (takes.count() > 0) co_await clock->sleep_for(takes);
    co_await sink.head(content_type);
    co_await sink.write(result);
    co_return invoke::Outcome{.kind = kind, .error_type = "", .metrics = {}};
  }
};

inline http::Request get(std::string target, http::Headers headers = {}) {
  return {.method = "GET", .target = std::move(target), .headers = std::move(headers), .body = {}};
}

class Serving {
 public:
  explicit Serving(application::Application application, std::string account_id = "123456789012",
                   gateway::GuardOptions guards = {})
      : application_(std::move(application)) {
    function->clock = guard->clock = &world_.clock;
    services_.guards = std::make_shared<gateway::Guards>(world_.world, std::move(guards));
    invoke::Invokers invokers;
    for (const auto& known : application_.functions)
      invokers[known.logical_id] = known.logical_id == "Guard" ? guard : function;
    served_ = std::make_shared<gateway::Served>(gateway::Served{.services = services_,
                                                                .application = application_,
                                                                .routing = gateway::Routing(application_),
                                                                .invokers = std::move(invokers),
                                                                .account_id = std::move(account_id),
                                                                .port = 3000});
  }
  Serving(const Serving&) = delete;
  Serving& operator=(const Serving&) = delete;

  http::Response send(http::Request request) {
    if (request.protocol.empty()) request.protocol = "HTTP/1.1";
    if (request.remote_address.empty()) request.remote_address = "127.0.0.1";
    if (http::find_header(request.headers, "host").empty()) request.headers.emplace_back("Host", "127.0.0.1:3000");
    http::Response response;
    spawn(world_.loop, "test", keep(std::move(request), response));
    world_.clock.advance(std::chrono::minutes(1));
    return response;
  }

  /// The access log.
  [[nodiscard]] const std::string& logged() const { return lines_.text; }
  /// From now on walks of requests are told.
  void explain() { services_.explain_requests = true; }
  void advance(std::chrono::nanoseconds time) { world_.clock.advance(time); }

  std::shared_ptr<RecordedFunction> function = std::make_shared<RecordedFunction>();
  std::shared_ptr<RecordedFunction> guard = std::make_shared<RecordedFunction>();  // the function `Guard`
  gateway::Traffic traffic;
  /// Notes with their hints, as a person sees them.
  [[nodiscard]] const std::string& told() const { return journal_.told; }
  [[nodiscard]] const World& world() const { return world_.world; }
  [[nodiscard]] ManualClock& clock() { return world_.clock; }
  [[nodiscard]] const std::shared_ptr<const gateway::Served>& served() const { return served_; }

 private:
  struct Notes final : invoke::Journal {
    void record(const invoke::LogEvent& event) override { told += invoke::render_text(event); }
    std::string told;
  };

  Task<void> keep(http::Request request, http::Response& response) {
    response = co_await gateway::handle(served_, std::move(request));
  }

  Notes journal_;
  test::ManualWorld world_;
  struct Lines final : gateway::AccessLog {
    void write(std::string_view line) override { text += line; }
    std::string text;
  };

  gateway::Counters counters_;
  gateway::ResponseCache cache_;
  Lines lines_;
  gateway::Services services_{.world = world_.world,
                              .journal = journal_,
                              .counters = counters_,
                              .cache = cache_,
                              .access_log = &lines_,
                              .explain_cache = true,
                              .traffic = &traffic};
  application::Application application_;
  std::shared_ptr<const gateway::Served> served_;
};

}  // namespace cxsam::test
