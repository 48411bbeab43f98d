#include "gateway/gateway.h"

#include <algorithm>
#include <optional>

#include "gateway/call.h"
#include "gateway/cors.h"
#include "gateway/event.h"
#include "gateway/failure.h"
#include "gateway/function_answer.h"
#include "gateway/mapping/mapped.h"
#include "gateway/target.h"

namespace cxsam::gateway {
namespace {

using application::Api;
using application::Application;
using application::Integration;
using invoke::Outcome;

constexpr std::size_t kMaxPayload = std::size_t{6} << 20U;

Api::Kind main_kind(const Application& application) {
  const bool any_rest = std::ranges::any_of(application.apis, [](const Api& api) { return api.kind == Api::Kind::Rest; });
  return any_rest || application.apis.empty() ? Api::Kind::Rest : Api::Kind::Http;
}

/// Whose CORS settings a preflight falls under: the API of the route that the browser wants to use, else the only one there is.
const application::Cors* preflight_cors(const Served& served, const RouteTable& routes, const http::Request& request,
                                        std::string_view path) {
  const RouteMatch wanted = routes.find(http::find_header(request.headers, "access-control-request-method"), path);
  if (wanted) return wanted.api->cors ? &*wanted.api->cors : nullptr;
  const auto& apis = served.application.apis;
  return apis.size() == 1 && apis.front().cors ? &*apis.front().cors : nullptr;
}

void add_ids(Api::Kind kind, const RequestIds& ids, http::Response& response, bool with_trace) {
  if (kind == Api::Kind::Http) {
    response.headers.emplace_back("Apigw-Requestid", ids.extended_id);
    return;
  }
  response.headers.emplace_back("x-amzn-RequestId", ids.request_id);
  response.headers.emplace_back("x-amz-apigw-id", ids.extended_id);
  if (with_trace) response.headers.emplace_back("X-Amzn-Trace-Id", ids.trace);
}

Failure failure_of(Outcome::Kind kind) {
  return kind == Outcome::Kind::Throttled ? Failure::Throttled : Failure::BadFunctionAnswer;
}

/// In SAM CLI's words.
void note_bad_answer(const Served& served, const std::string& function, const Error& why) {
  const std::string text = "Invalid lambda response received: `" + function + "`: " + why.message;
  served.journal.record({.time = served.world.clock.wall(),
                         .function = function,
                         .what = invoke::LogEvent::Note{.text = text, .hints = why.hints}});
}

http::Response answer_of(const Served& served, const RouteMatch& match, const http::Request& request, const Answered& call) {
  const Integration& integration = match.route->integration;
  if (call.outcome.kind != Outcome::Kind::Ok) return failure_response(match.api->kind, failure_of(call.outcome.kind));
  const AnswerRules rules{.kind = match.api->kind,
                          .payload_format = integration.payload_format,
                          .binary_media_types = &match.api->binary_media_types,
                          .accept = http::find_header(request.headers, "accept")};
  auto response = make_answer(call.answer.body, rules);
  if (response) return std::move(*response);
  note_bad_answer(served, integration.function, response.error());
  return failure_response(match.api->kind, Failure::BadFunctionAnswer);
}

Task<http::Response> call_function(const Served& served, const EventSource& source) {
  const RouteMatch& match = source.match;
  const Integration& integration = match.route->integration;
  const auto invoker = served.invokers.find(integration.function);
  if (invoker == served.invokers.end()) co_return failure_response(match.api->kind, Failure::BadFunctionAnswer);
  invoke::Invocation invocation{.request_id = make_uuid(served.world.random), .payload = {}, .trace_id = source.ids.trace};
  invocation.payload = integration.payload_format == "2.0" ? make_event_v2(source) : make_event_v1(source);
  if (invocation.payload.size() > kMaxPayload) co_return failure_response(match.api->kind, Failure::RequestTooLarge);

  const std::optional<Answered> answered = co_await call_within(served, integration, invoker->second, std::move(invocation));
  if (!answered) co_return failure_response(match.api->kind, Failure::IntegrationTimeout);
  co_return answer_of(served, match, source.request, *answered);
}

}  // namespace

Task<http::Response> handle(std::shared_ptr<const Served> served, http::Request request) {
  const RequestIds ids = make_request_ids(served->world, http::find_header(request.headers, "x-amzn-trace-id"));
  const Target target = split_target(request.target);
  const RouteTable& routes = served->routing.of(http::find_header(request.headers, "host"));
  if (is_preflight(request)) {
    if (const application::Cors* cors = preflight_cors(*served, routes, request, target.path)) {
      http::Response response = preflight_response(*cors, request);
      add_ids(Api::Kind::Http, ids, response, false);
      co_return response;
    }
  }
  const RouteMatch match = routes.find(request.method, target.path);
  const Api::Kind kind = match ? match.api->kind : main_kind(served->application);
  http::Response response;
  const EventSource source{.request = request,
                           .sent_path = target.sent_path,
                           .path = target.path,
                           .query = target.query,
                           .match = match,
                           .ids = ids,
                           .account_id = served->account_id,
                           .port = served->port};
  if (match && match.route->integration.kind == Integration::Kind::LambdaProxy) {
    response = co_await call_function(*served, source);
    if (match.api->cors) apply_cors(*match.api->cors, request, response);
  } else if (match && match.route->integration.mapping) {
    response = co_await answer_mapped(*served, source);
  } else {
    response = failure_response(kind, match ? Failure::NotImplemented : Failure::NoRoute);
  }
  add_ids(kind, ids, response, match && match.route->integration.calls_function());
  co_return response;
}

http::Response refusal(const application::Application& application, int status) {
  Failure failure = Failure::BadRequest;
  if (status == 413) failure = Failure::RequestTooLarge;
  if (status == 431) failure = Failure::HeadersTooLarge;
  if (status == 500) failure = Failure::Internal;
  if (status == 503) failure = Failure::Overloaded;
  return failure_response(main_kind(application), failure);
}

}  // namespace cxsam::gateway
