// Lambda proxies whose answer is passed on while the function writes it (`responseTransferMode: STREAM`).
// Source: API Gateway developer guide, "Stream the integration response for your proxy integrations".
#include <chrono>
#include <optional>

#include "gateway/call.h"
#include "gateway/exchange.h"
#include "gateway/steps/step.h"
#include "gateway/streamed_answer.h"
#include "loop/within.h"

namespace cxsam::gateway {
namespace {

using application::Integration;
using invoke::Outcome;

Task<void> run(Exchange& exchange) {
  const Integration& integration = exchange.match.route->integration;
  const Served& served = *exchange.served;
  const World& world = served.services.world;
  const auto invoker = served.invokers.find(integration.function()->of(exchange.match.stage->name));
  if (invoker == served.invokers.end()) co_return exchange.refuse(Failure::BadFunctionAnswer);
  invoke::Invocation invocation{
      .request_id = make_uuid(world.random), .payload = make_event_v1(exchange.source()), .trace_id = exchange.ids.trace};
  exchange.show(invocation.payload);
  exchange.asked.integration.request_id = invocation.request_id;
  if (invocation.payload.size() > kMaxPayload) co_return exchange.refuse(Failure::RequestTooLarge);
  const auto stream = invoke::Stream::start(world, invoker->second, std::move(invocation));
  const std::chrono::milliseconds limit(integration.timeout_ms);
  auto response = co_await within(world, limit, stream_answer(stream, WithoutPrelude::Refused));
  if (!response) co_return exchange.refuse(Failure::IntegrationTimeout);
  const auto& outcome = stream->outcome();
  exchange.asked.integration.status = outcome ? status_of_call(*outcome) : 200;
  if (outcome && outcome->kind != Outcome::Kind::Ok && stream->content_type().empty()) {
    const bool throttled = outcome->kind == Outcome::Kind::Throttled;
    co_return exchange.refuse(throttled ? Failure::FunctionThrottled : Failure::BadFunctionAnswer);
  }
  if (*response) co_return exchange.answer(std::move(**response));
  const std::string& function = integration.function()->path;
  note(served, function, "Invalid lambda response received: `" + function + "`: " + response->error().message);
  exchange.refuse(Failure::BadFunctionAnswer);
}

}  // namespace

const Step kStreamProxy{.name = "Lambda proxy, streamed", .later = run};

}  // namespace cxsam::gateway
