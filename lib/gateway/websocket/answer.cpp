#include "gateway/websocket/answer.h"

#include <fmt/format.h>

#include "application/mapping.h"
#include "application/targets.h"
#include "gateway/backends/address.h"
#include "gateway/backends/service.h"
#include "gateway/call.h"
#include "gateway/function_answer.h"
#include "gateway/mapping/mock_status.h"
#include "gateway/websocket/mapping.h"
#include "json/json.h"

namespace cxsam::gateway::websocket {
namespace {

using application::AwsService;
using application::HttpServer;
using application::Integration;
using application::WebSocketRoute;
using invoke::Outcome;

constexpr std::string_view kFailed = "Internal server error";
constexpr std::string_view kTimedOut = "Endpoint request timed out";

/// A route that is being answered.
struct Asked {
  const Served& served;
  const Happening& happening;
  const WebSocketRoute& route;
};

Answer failed(const Asked& asked, const std::string& why) {
  if (!why.empty()) note(asked.served, asked.route.integration.function_path(), "`" + asked.route.key + "`: " + why);
  return {.failure = kFailed};
}

Answer mapped(const Asked& asked, BackendAnswer answer) {
  auto response = map_answer(asked.happening, *asked.route.integration.mapping, std::move(answer));
  if (!response) return failed(asked, response.error().message);
  return {.response = std::move(*response)};
}

Answer answer_mock(const Asked& asked) {
  const auto request = map_message(asked.happening, asked.route);
  if (!request) return failed(asked, request.error().message);
  const auto status = mock_status(request->body);
  if (status && application::is_status_of_answer(*status))
    return mapped(asked, {.selected_by = std::to_string(*status), .body = "", .content_type = ""});
  return failed(
      asked, "a MOCK integration needs a request template that gives an object with a number from 200 to 599 as `statusCode`");
}

// AWS drops it without a word, and with it the reason why the client waits.
void tell_unheard(const Asked& asked, const http::Response& response) {
  constexpr std::size_t kShown = 500;
  if (response.status < 400 || asked.route.answers || asked.route.key == "$connect") return;
  std::string text =
      fmt::format("`{}`: the function answered {}, and the client hears nothing of it", asked.route.key, response.status);
  if (!response.body.empty()) text += ": " + response.body.substr(0, kShown);
  note(asked.served, asked.route.integration.function_path(), std::move(text),
       {"with `RouteResponseSelectionExpression: $default` and an `AWS::ApiGatewayV2::RouteResponse` the client gets what the "
        "function gives back"});
}

/// A proxy's result must say its status; a function that gives nothing back has failed here, unlike behind a REST API.
Answer answer_of(const Asked& asked, std::string_view result) {
  const std::vector<std::string> everything{"*/*"};
  const AnswerRules rules{.kind = application::Api::Kind::Rest, .binary_media_types = &everything, .accept = "*/*"};
  const auto json = parse_json(result);
  if (!json || !json->is_object() || !json->contains("statusCode"))
    return failed(asked, "the function must give back an object with `statusCode`");
  auto response = make_answer(result, rules);
  if (!response) return failed(asked, "the function's answer cannot be used: " + response.error().message);
  tell_unheard(asked, *response);
  return {.response = std::move(*response)};
}

Task<Answer> call_function(const Asked& asked, std::string payload) {
  const Served& served = asked.served;
  const Integration& integration = asked.route.integration;
  const auto invoker = served.invokers.find(integration.function()->path);
  if (invoker == served.invokers.end()) co_return Answer{.failure = kFailed};
  invoke::Invocation invocation{.request_id = make_uuid(served.services.world.random),
                                .payload = std::move(payload),
                                .trace_id = asked.happening.ids.trace};
  std::optional<Answered> answered = co_await call_within(served, integration, invoker->second, std::move(invocation));
  if (!answered) co_return Answer{.failure = kTimedOut, .failure_status = 504};
  if (answered->outcome.kind != Outcome::Kind::Ok) co_return Answer{.failure = kFailed};
  if (!integration.mapping) co_return answer_of(asked, answered->answer.body);
  co_return mapped(asked, {.selected_by = "200", .body = std::move(answered->answer.body), .content_type = "application/json"});
}

Task<Answer> call_mapped(const Asked& asked) {
  auto request = map_message(asked.happening, asked.route);
  if (!request) co_return failed(asked, request.error().message);
  if (request->body.empty()) request->body = "{}";
  if (const auto json = parse_json(request->body); !json)
    co_return failed(asked, "Lambda takes JSON only, and what its function would get is none: " + json.error().message);
  co_return co_await call_function(asked, std::move(request->body));
}

bool is_proxy(const Integration& integration) {
  const auto* server = std::get_if<HttpServer>(&integration.target);
  return server != nullptr && server->proxy;
}

/// Of a server's headers the client of `$connect` gets two.
Answer passed_on(system::HttpAnswer answer) {
  Answer made{.response = {.status = answer.status, .headers = {}, .body = std::move(answer.body)}};
  for (const std::string_view name : {"Content-Type", "Sec-WebSocket-Protocol"})
    if (const std::string* value = system::find_header(answer.headers, name)) made.response.headers.emplace_back(name, *value);
  return made;
}

Answer answer_of(const Asked& asked, tl::expected<system::HttpAnswer, Refused> answer) {
  if (answer) {
    if (is_proxy(asked.route.integration)) return passed_on(std::move(*answer));
    return mapped(asked, backend_answer(std::move(*answer)));
  }
  const Refused& why = answer.error();
  Answer none = failed(asked, why.why);
  if (why.failure == Failure::IntegrationTimeout) none = {.failure = kTimedOut, .failure_status = 504};
  return none;
}

Task<Answer> ask_server(const Asked& asked, const HttpServer& server, MappedRequest request) {
  const Integration& integration = asked.route.integration;
  const Served& served = asked.served;
  const application::WebSocketApi& api = asked.happening.api;
  const auto url = address_of(served.services.outside, server, api.stage.variables, request.path);
  if (!url) co_return failed(asked, "its VPC link leads nowhere");
  system::HttpRequest sent{.method = server.method.empty() ? "POST" : server.method,
                           .url = with_query(*url, request.query),
                           .headers = headers_for_server(api.logical_id, asked.happening.ids.trace_id, request)};
  sent.body = std::move(request.body);
  auto answer = co_await send_to_backend(served, std::move(sent), integration.timeout_ms, api.stage.client_certificate);
  co_return answer_of(asked, std::move(answer));
}

Task<Answer> ask_service(const Asked& asked, const AwsService& target, MappedRequest request) {
  auto call = make_service_call(target, asked.happening.api.stage.variables, "POST", std::move(request));
  if (!call) co_return failed(asked, "`" + target.service + "` is no service that cxsam knows how to ask");
  auto answer = co_await gateway::ask_service(asked.served, std::move(*call), asked.route.integration.timeout_ms);
  co_return answer_of(asked, std::move(answer));
}

Task<Answer> ask_backend(const Asked& asked) {
  const Integration& integration = asked.route.integration;
  auto request =
      is_proxy(integration) ? map_parameters(asked.happening, *integration.mapping) : map_message(asked.happening, asked.route);
  if (!request) co_return failed(asked, request.error().message);
  if (const auto* server = std::get_if<HttpServer>(&integration.target))
    co_return co_await ask_server(asked, *server, std::move(*request));
  co_return co_await ask_service(asked, std::get<AwsService>(integration.target), std::move(*request));
}

}  // namespace

Task<Answer> answer_route(const Served& served, const Happening& happening, const WebSocketRoute& route) {
  const Asked asked{.served = served, .happening = happening, .route = route};
  if (!route.integration.fault.empty()) co_return failed(asked, route.integration.fault);
  const Integration& integration = route.integration;
  if (integration.is<application::FunctionProxy>()) {
    std::string event = make_event(happening);
    co_return co_await call_function(asked, std::move(event));
  }
  if (integration.is<application::FunctionCustom>()) co_return co_await call_mapped(asked);
  if (integration.is<application::Mock>()) co_return answer_mock(asked);
  if (const auto* unknown = std::get_if<application::Unknown>(&integration.target))
    co_return failed(asked, unknown->description + " does not run locally");
  co_return co_await ask_backend(asked);
}

}  // namespace cxsam::gateway::websocket
