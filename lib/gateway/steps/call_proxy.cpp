// Lambda proxies: the function gets the request as an event, and its result is the answer.
#include <optional>

#include "gateway/backends/changes.h"
#include "gateway/call.h"
#include "gateway/exchange.h"
#include "gateway/function_answer.h"
#include "gateway/steps/step.h"

namespace cxsam::gateway {
namespace {

using application::Integration;
using invoke::Outcome;

/// What an answer without `Content-Type` has. Recorded answers (REST); functions behind HTTP APIs that set none were seen to
/// answer as text.
std::string_view default_type(application::Api::Kind kind) {
  return kind == application::Api::Kind::Rest ? "application/json" : "text/plain; charset=utf-8";
}

void take(Exchange& exchange, const Answered& call) {
  const Integration& integration = exchange.match.route->integration;
  Asked& asked = exchange.asked.integration;
  asked.status = status_of_call(call.outcome);
  asked.error = call.outcome.error_type;
  if (call.outcome.kind == Outcome::Kind::Throttled) return exchange.refuse(Failure::FunctionThrottled);
  if (call.outcome.kind != Outcome::Kind::Ok) return exchange.refuse(Failure::BadFunctionAnswer);
  const AnswerRules rules{.kind = exchange.kind,
                          .payload_format = integration.payload_format,
                          .binary_media_types = &exchange.match.api->binary_media_types,
                          .accept = http::find_header(exchange.request.headers, "accept"),
                          .content_type = default_type(exchange.kind)};
  auto response = make_answer(call.answer.body, rules);
  if (response) {
    change_response(exchange, *response);
    return exchange.answer(std::move(*response));
  }
  // In SAM CLI's words.
  const std::string& function = integration.function()->path;
  const std::string text = "Invalid lambda response received: `" + function + "`: " + response.error().message;
  note(*exchange.served, function, text, response.error().hints);
  asked.error = response.error().message;
  exchange.refuse(Failure::BadFunctionAnswer);
}

std::string event_of(const EventSource& source, const Integration& integration) {
  return integration.payload_format == "2.0" ? make_event_v2(source) : make_event_v1(source);
}

std::string event_of(Exchange& exchange) {
  const Integration& integration = exchange.match.route->integration;
  if (integration.changes == nullptr) return event_of(exchange.source(), integration);
  const ChangedRequest changed = change_request(*integration.changes, exchange);
  return event_of(changed.source(exchange.source()), integration);
}

Task<void> run(Exchange& exchange) {
  const Integration& integration = exchange.match.route->integration;
  const Served& served = *exchange.served;
  const auto invoker = served.invokers.find(integration.function()->of(exchange.match.stage->name));
  if (invoker == served.invokers.end()) co_return exchange.refuse(Failure::BadFunctionAnswer);
  invoke::Invocation invocation{
      .request_id = make_uuid(served.services.world.random), .payload = {}, .trace_id = exchange.ids.trace};
  invocation.payload = event_of(exchange);
  exchange.show(invocation.payload);
  exchange.asked.integration.request_id = invocation.request_id;
  if (invocation.payload.size() > kMaxPayload) co_return exchange.refuse(Failure::RequestTooLarge);
  const std::optional<Answered> answered = co_await call_within(served, integration, invoker->second, std::move(invocation));
  if (!answered) co_return exchange.refuse(Failure::IntegrationTimeout);
  take(exchange, *answered);
}

}  // namespace

const Step kCallProxy{.name = "Lambda proxy", .later = run};

}  // namespace cxsam::gateway
