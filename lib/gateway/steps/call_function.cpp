// Lambda functions without proxy: what was mapped is the event, and the result is mapped back.
#include <optional>

#include "base/text.h"
#include "gateway/call.h"
#include "gateway/exchange.h"
#include "gateway/steps/step.h"
#include "json/json.h"

namespace cxsam::gateway {
namespace {

using application::Integration;
using invoke::Outcome;

/// What selection patterns are matched with: the error message, "" where there is no error.
std::string error_message_of(const Answered& answered) {
  if (answered.outcome.kind == Outcome::Kind::Ok) return "";
  const auto document = parse_json(answered.answer.body);
  if (!document || !document->is_object() || !document->contains("errorMessage")) return answered.outcome.error_type;
  const Json& message = (*document)["errorMessage"];
  return message.is_string() ? message.get<std::string>() : dump_json(message);
}

bool is_asynchronous(const http::Headers& headers) {
  return equals_ignoring_case(http::find_header(headers, "x-amz-invocation-type"), "event");
}

void take(Exchange& exchange, Answered answered) {
  const Outcome::Kind kind = answered.outcome.kind;
  exchange.asked.integration.status = status_of_call(answered.outcome);
  if (kind == Outcome::Kind::Throttled || kind == Outcome::Kind::CannotStart) return exchange.refuse(Failure::Internal);
  std::string message = error_message_of(answered);
  exchange.backend = {
      .selected_by = std::move(message), .body = std::move(answered.answer.body), .content_type = "application/json"};
}

Task<void> run(Exchange& exchange) {
  const Integration& integration = exchange.match.route->integration;
  const Served& served = *exchange.served;
  MappedRequest& request = exchange.mapped;
  const auto invoker = served.invokers.find(integration.function()->of(exchange.match.stage->name));
  if (invoker == served.invokers.end()) co_return exchange.refuse(Failure::Internal);
  if (request.body.size() > kMaxPayload) co_return exchange.refuse(Failure::RequestTooLarge);
  invoke::Invocation invocation{.request_id = make_uuid(served.services.world.random),
                                .payload = request.body.empty() ? "{}" : std::move(request.body),
                                .trace_id = exchange.ids.trace};
  if (const auto json = parse_json(invocation.payload); !json) {
    const std::string why = "Lambda takes JSON only, and what its function would get is none: " + json.error().message;
    co_return exchange.refuse(Refused{.failure = Failure::Internal, .why = why});
  }
  exchange.asked.integration.request_id = invocation.request_id;
  if (is_asynchronous(request.headers)) co_return call_and_forget(served, invoker->second, std::move(invocation));
  std::optional<Answered> answered = co_await call_within(served, integration, invoker->second, std::move(invocation));
  if (!answered) co_return exchange.refuse(Failure::IntegrationTimeout);
  take(exchange, std::move(*answered));
}

}  // namespace

const Step kCallFunction{.name = "Lambda function", .later = run};

}  // namespace cxsam::gateway
