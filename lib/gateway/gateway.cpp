#include "gateway/gateway.h"

#include <algorithm>
#include <span>

#include "gateway/exchange.h"
#include "gateway/failure.h"
#include "gateway/steps/step.h"

namespace cxsam::gateway {
namespace {

using application::Api;
using application::Application;
using Steps = std::span<const Step* const>;

/// Until one of them ends it.
Task<void> walk(Exchange& exchange, Steps steps) {
  for (const Step* step : steps) {
    if (exchange.ended()) co_return;
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

}  // namespace

Task<http::Response> handle(std::shared_ptr<const Served> served, http::Request request) {
  const Dialect& dialect = served->services.dialect;
  if (dialect.target != nullptr) request.target = dialect.target(std::move(request.target));
  Exchange exchange(std::move(served), std::move(request));
  for (const Step* step : dialect.arrival)
    if (!exchange.ended()) step->now(exchange);
  co_await walk(exchange, exchange.match.steps);
  for (const Step* step : dialect.end) step->now(exchange);
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
