// Lambda proxies as SAM CLI calls them: its events, and what it makes of answers.
#include <optional>

#include "gateway/call.h"
#include "gateway/exchange.h"
#include "gateway/sam/answer.h"
#include "gateway/sam/event.h"
#include "gateway/steps/step.h"
#include "invoke/user_error.h"

namespace cxsam::gateway {
namespace {

using application::Integration;

void take(Exchange& exchange, const Answered& call) {
  const Integration& integration = exchange.match.route->integration;
  // One that could not begin has said nothing, whatever stands here for it.
  if (call.outcome.kind == invoke::Outcome::Kind::CannotStart) return exchange.refuse(Failure::BadFunctionAnswer);
  if (invoke::looks_like_error(call.answer.body)) return exchange.refuse(Failure::Internal);
  const AnswerRules rules{.kind = exchange.match.api->kind,
                          .payload_format = integration.payload_format,
                          .binary_media_types = &exchange.match.api->binary_media_types,
                          .accept = http::find_header(exchange.request.headers, "accept")};
  auto response = make_sam_answer(call.answer.body, rules);
  if (response) return exchange.answer(std::move(*response));
  note(*exchange.served, integration.function_path(), "Invalid lambda response received: " + response.error().message);
  exchange.refuse(Failure::BadFunctionAnswer);
}

Refused no_inline_code() {
  return {.failure = Failure::NotImplemented,
          .message = "Inline code is not supported for sam local commands. Please write your code in a separate file."};
}

Task<void> run(Exchange& exchange) {
  const Integration& integration = exchange.match.route->integration;
  const Served& served = *exchange.served;
  const application::FunctionTarget& target = *integration.function();
  const application::Function* function = served.application.find_function(target.path);
  if (function != nullptr && function->inline_code) co_return exchange.refuse(no_inline_code());
  const auto invoker = served.invokers.find(target.of(exchange.match.stage->name));
  if (invoker == served.invokers.end()) {
    const bool image = function != nullptr && function->image;
    co_return exchange.refuse(image ? Failure::BadFunctionAnswer : Failure::NotImplemented);
  }
  const EventSource source = exchange.source();
  std::optional<std::string> event =
      integration.payload_format == "2.0" ? make_sam_event_v2(source) : make_sam_event_v1(source);
  if (!event) co_return exchange.refuse(Failure::BadFunctionAnswer);
  invoke::Invocation invocation{
      .request_id = make_uuid(served.services.world.random), .payload = std::move(*event), .trace_id = exchange.ids.trace};
  const std::optional<Answered> answered = co_await call_within(served, integration, invoker->second, std::move(invocation));
  if (!answered) co_return exchange.refuse(Failure::BadFunctionAnswer);
  take(exchange, *answered);
}

}  // namespace

const Step kCallSamProxy{.name = "Lambda proxy", .later = run};

}  // namespace cxsam::gateway
