#include "gateway/mapping/mapped.h"

#include <utility>

#include "base/text.h"
#include "gateway/call.h"
#include "gateway/mapping/exchange.h"
#include "gateway/mapping/mock_status.h"
#include "gateway/mapping/request_mapping.h"
#include "gateway/mapping/response_mapping.h"
#include "json/json.h"

namespace cxsam::gateway {
namespace {

using application::Integration;
using invoke::Outcome;
using Backed = tl::expected<BackendAnswer, Refused>;

constexpr std::size_t kMaxPayload = std::size_t{6} << 20U;

std::string name_of(const EventSource& source) {
  return "`" + source.match.route->method + " " + source.match.route->path + "`";
}

http::Response refuse(const Served& served, const EventSource& source, const Refused& refused) {
  if (!refused.why.empty()) {
    served.journal.record({.time = served.world.clock.wall(),
                           .function = source.match.route->integration.function,
                           .what = invoke::LogEvent::Note{.text = name_of(source) + ": " + refused.why, .hints = {}}});
  }
  return failure_response(source.match.api->kind, refused.failure);
}

Backed answer_mock(std::string_view body) {
  if (const auto status = mock_status(body))
    return BackendAnswer{.selected_by = std::to_string(*status), .body = "", .content_type = ""};
  return tl::unexpected(
      Refused{Failure::Internal,
              "a MOCK integration needs a request template that gives an object with a whole number as `statusCode`"});
}

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

Task<Backed> call_function(const Served& served, const EventSource& source, MappedRequest request) {
  const Integration& integration = source.match.route->integration;
  const auto invoker = served.invokers.find(integration.function);
  if (invoker == served.invokers.end()) co_return tl::unexpected(Refused{Failure::Internal, ""});
  if (request.body.size() > kMaxPayload) co_return tl::unexpected(Refused{Failure::RequestTooLarge, ""});
  invoke::Invocation invocation{.request_id = make_uuid(served.world.random),
                                .payload = request.body.empty() ? "{}" : std::move(request.body),
                                .trace_id = source.ids.trace};
  if (const auto json = parse_json(invocation.payload); !json) {
    const std::string why = "Lambda takes JSON only, and what its function would get is none: " + json.error().message;
    co_return tl::unexpected(Refused{Failure::Internal, why});
  }
  if (is_asynchronous(request.headers)) {
    call_and_forget(served, invoker->second, std::move(invocation));
    co_return BackendAnswer{.selected_by = "", .body = "", .content_type = ""};
  }
  std::optional<Answered> answered = co_await call_within(served, integration, invoker->second, std::move(invocation));
  if (!answered) co_return tl::unexpected(Refused{Failure::IntegrationTimeout, ""});
  const Outcome::Kind kind = answered->outcome.kind;
  if (kind == Outcome::Kind::Throttled || kind == Outcome::Kind::CannotStart)
    co_return tl::unexpected(Refused{Failure::Internal, ""});
  std::string message = error_message_of(*answered);
  co_return BackendAnswer{
      .selected_by = std::move(message), .body = std::move(answered->answer.body), .content_type = "application/json"};
}

}  // namespace

Task<http::Response> answer_mapped(const Served& served, const EventSource& source) {
  const Integration& integration = source.match.route->integration;
  Exchange exchange(source);
  auto request = map_request(exchange, *integration.mapping, source);
  if (!request) co_return refuse(served, source, request.error());
  Backed answer;
  if (integration.kind == Integration::Kind::Mock) {
    answer = answer_mock(request->body);
  } else {
    answer = co_await call_function(served, source, std::move(*request));
  }
  if (!answer) co_return refuse(served, source, answer.error());
  auto response = map_response(exchange, *integration.mapping, source, std::move(*answer));
  if (!response) co_return refuse(served, source, response.error());
  co_return std::move(*response);
}

}  // namespace cxsam::gateway
