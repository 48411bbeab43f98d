#include "gateway/gateway.h"

#include <algorithm>
#include <span>

#include "facts/routes.h"
#include "gateway/exchange.h"
#include "gateway/failure.h"
#include "gateway/steps/step.h"

namespace cxsam::gateway {
namespace {

using application::Api;
using application::Application;
using Steps = std::span<const Step* const>;

/// Times a step while it lives, where somebody wants to know.
class Passing {
 public:
  Passing(Exchange& exchange, const Step& step) : exchange_(exchange), step_(step), done_(exchange.ended()) {
    if (exchange_.walk) begin_ = now();
  }
  Passing(const Passing&) = delete;
  Passing& operator=(const Passing&) = delete;
  ~Passing() {
    if (exchange_.walk) exchange_.walk->passed.push_back({step_.name, now() - begin_, !done_ && exchange_.ended()});
  }

 private:
  [[nodiscard]] Clock::TimePoint now() const { return exchange_.served->services.world.clock.now(); }

  Exchange& exchange_;
  const Step& step_;
  bool done_;
  Clock::TimePoint begin_;
};

void pass(Exchange& exchange, const Step& step) {
  const Passing passing(exchange, step);
  step.now(exchange);
}

/// Until one of them ends it.
Task<void> walk(Exchange& exchange, Steps steps) {
  for (const Step* step : steps) {
    if (exchange.ended()) co_return;
    const Passing passing(exchange, *step);
    if (step->now != nullptr) {
      step->now(exchange);
    } else {
      const Clock& clock = exchange.served->services.world.clock;
      const Clock::TimePoint before = clock.now();
      co_await step->later(exchange);
      if (step != &kAuthorise) exchange.waited += clock.now() - before;
    }
  }
}

/// For those who look at what was answered.
void show(Exchange& exchange) {
  const Services& services = exchange.served->services;
  const std::string function = exchange.match && exchange.walk ? exchange.match.route->integration.function_path() : "";
  if (exchange.walk) note(*exchange.served, function, walk_text(exchange));
  if (services.traffic != nullptr) services.traffic->add(exchange);
}

}  // namespace

Task<http::Response> handle(std::shared_ptr<const Served> served, http::Request request) {
  const Dialect& dialect = served->services.dialect;
  if (dialect.target != nullptr) request.target = dialect.target(std::move(request.target));
  if (!dialect.exact_methods) request.method = facts::capital_method(request.method);
  Exchange exchange(std::move(served), std::move(request));
  if (exchange.served->services.explain_requests) exchange.walk = std::make_unique<Walk>();
  for (const Step* step : dialect.arrival)
    if (!exchange.ended()) pass(exchange, *step);
  if (!exchange.match && !exchange.answered && exchange.served->services.unrouted) {
    auto answer = co_await exchange.served->services.unrouted(exchange.request);
    if (answer) co_return std::move(*answer);
  }
  co_await walk(exchange, exchange.match.steps);
  for (const Step* step : dialect.end) pass(exchange, *step);
  show(exchange);
  co_return std::move(exchange.response);
}

Api::Kind main_kind(const Application& application) {
  const bool any_rest = std::ranges::any_of(application.apis, [](const Api& api) { return api.kind == Api::Kind::Rest; });
  return any_rest || application.apis.empty() ? Api::Kind::Rest : Api::Kind::Http;
}

http::Response refusal(const Application& application, int status) {
  Failure failure = Failure::BadRequest;
  if (status == 413) failure = Failure::RequestTooLarge;
  if (status == 431) failure = Failure::HeadersTooLarge;
  if (status == 500) failure = Failure::Internal;
  if (status == 503) failure = Failure::Overloaded;
  http::Response response = failure_response(main_kind(application), failure);
  if (failure == Failure::BadRequest) response.status = status;  // 501 and 505 are such, too
  return response;
}

}  // namespace cxsam::gateway
