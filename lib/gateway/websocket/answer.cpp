#include "gateway/websocket/answer.h"

#include <algorithm>

#include "application/mapping.h"
#include "base/text.h"
#include "gateway/call.h"
#include "gateway/function_answer.h"
#include "gateway/mapping/mock_status.h"
#include "gateway/mapping/response_mapping.h"
#include "gateway/websocket/selection.h"
#include "json/json.h"
#include "vtl/input.h"
#include "vtl/program.h"

namespace cxsam::gateway::websocket {
namespace {

using application::Integration;
using application::MappingTemplate;
using application::Passthrough;
using application::WebSocketRoute;
using invoke::Outcome;

constexpr std::string_view kFailed = "Internal server error";

Answer failed(const Served& served, const WebSocketRoute& route, const std::string& why) {
  if (!why.empty()) note(served, route.integration.function, "`" + route.key + "`: " + why);
  return {.failure = kFailed};
}

/// A template's text for a body.
Result<std::string> render(const vtl::Program& program, const Happening& happening, std::string_view body) {
  vtl::Run run;
  vtl::Payload payload(body);
  vtl::Variables variables;
  const auto context = parse_json(make_request_context(happening));
  variables["context"] = context ? vtl::value_of(run, *context).map() : run.make_map();
  vtl::Map* stage = run.make_map();
  for (const auto& [name, value] : happening.api.stage.variables) run.put(*stage, name, std::string_view(value));
  variables["stageVariables"] = stage;
  variables["util"] = vtl::make_util(run);
  variables["input"] = vtl::make_input(run, payload, run.make_map());
  return program.render(run, variables);
}

/// The template of that key, else the one for all, else the one for JSON.
const MappingTemplate* pick(const std::vector<MappingTemplate>& templates, std::string_view key) {
  for (const std::string_view wanted : {key, std::string_view("$default"), std::string_view("application/json")}) {
    const auto found = std::ranges::find(templates, wanted, &MappingTemplate::content_type);
    if (!wanted.empty() && found != templates.end()) return &*found;
  }
  return nullptr;
}

/// What the integration gets of a message. The error is why it gets none.
Result<std::string> map_request(const Happening& happening, const WebSocketRoute& route) {
  const application::Mapping& mapping = *route.integration.mapping;
  const std::string key = select(route.template_key, happening).value_or("");
  const MappingTemplate* chosen = pick(mapping.templates, key);
  if (chosen != nullptr && chosen->program == nullptr) return fail("its request template cannot be read");
  if (chosen != nullptr) return render(*chosen->program, happening, happening.body);
  const bool passes = mapping.passthrough == Passthrough::WhenNoMatch ||
                      (mapping.passthrough == Passthrough::WhenNoTemplates && mapping.templates.empty());
  if (!passes) return fail("no request template is for it, and `PassthroughBehavior` lets nothing else pass");
  return std::string(happening.body);
}

Answer map_response(const Served& served, const Happening& happening, const WebSocketRoute& route, std::string_view status,
                    std::string body) {
  const application::Mapping& mapping = *route.integration.mapping;
  const application::ResponseMapping* chosen = select_response(mapping, status);
  if (chosen == nullptr && !mapping.responses.empty())
    return failed(served, route, "no integration response is for status " + std::string(status));
  Answer answer{
      .response = {.status = static_cast<int>(parse_int(status).value_or(200)), .headers = {}, .body = std::move(body)}};
  const MappingTemplate* text = chosen == nullptr ? nullptr : pick(chosen->templates, "");
  if (text == nullptr && chosen != nullptr && !chosen->templates.empty()) text = &chosen->templates.front();
  if (text == nullptr) return answer;
  if (text->program == nullptr) return failed(served, route, "its response template cannot be read");
  auto rendered = render(*text->program, happening, answer.response.body);
  if (!rendered) return failed(served, route, "its response template fails: " + rendered.error().message);
  answer.response.body = std::move(*rendered);
  return answer;
}

Answer answer_mock(const Served& served, const Happening& happening, const WebSocketRoute& route) {
  const auto request = map_request(happening, route);
  if (!request) return failed(served, route, request.error().message);
  const auto status = mock_status(*request);
  if (status) return map_response(served, happening, route, std::to_string(*status), "");
  return failed(served, route,
                "a MOCK integration needs a request template that gives an object with a whole number as `statusCode`");
}

/// A proxy's result must say its status; a function that gives nothing back has failed here, unlike behind a REST API.
Answer answer_of(const Served& served, const WebSocketRoute& route, std::string_view result) {
  const std::vector<std::string> everything{"*/*"};
  const AnswerRules rules{.kind = application::Api::Kind::Rest, .binary_media_types = &everything, .accept = "*/*"};
  const auto json = parse_json(result);
  if (!json || !json->is_object() || !json->contains("statusCode")) {
    return failed(served, route, "the function must give back an object with `statusCode`");
  }
  auto response = make_answer(result, rules);
  if (!response) return failed(served, route, "the function's answer cannot be used: " + response.error().message);
  return {.response = std::move(*response)};
}

Task<Answer> call_function(const Served& served, const Happening& happening, const WebSocketRoute& route, std::string payload) {
  const Integration& integration = route.integration;
  const auto invoker = served.invokers.find(integration.function);
  if (invoker == served.invokers.end()) co_return Answer{.failure = kFailed};
  invoke::Invocation invocation{
      .request_id = make_uuid(served.services.world.random), .payload = std::move(payload), .trace_id = happening.ids.trace};
  std::optional<Answered> answered = co_await call_within(served, integration, invoker->second, std::move(invocation));
  if (!answered) co_return Answer{.failure = "Endpoint request timed out", .failure_status = 504};
  if (answered->outcome.kind != Outcome::Kind::Ok) co_return Answer{.failure = kFailed};
  if (!integration.mapping) co_return answer_of(served, route, answered->answer.body);
  co_return map_response(served, happening, route, "200", std::move(answered->answer.body));
}

Task<Answer> call_mapped(const Served& served, const Happening& happening, const WebSocketRoute& route) {
  auto payload = map_request(happening, route);
  if (!payload) co_return failed(served, route, payload.error().message);
  if (payload->empty()) *payload = "{}";
  if (const auto json = parse_json(*payload); !json)
    co_return failed(served, route, "Lambda takes JSON only, and what its function would get is none: " + json.error().message);
  co_return co_await call_function(served, happening, route, std::move(*payload));
}

}  // namespace

Task<Answer> answer_route(const Served& served, const Happening& happening, const WebSocketRoute& route) {
  switch (route.integration.kind) {
    case Integration::Kind::LambdaProxy: {
      std::string event = make_event(happening);
      co_return co_await call_function(served, happening, route, std::move(event));
    }
    case Integration::Kind::Lambda:
      co_return co_await call_mapped(served, happening, route);
    case Integration::Kind::Mock:
      co_return answer_mock(served, happening, route);
    default:
      co_return failed(served, route, route.integration.description + " does not run locally");
  }
}

}  // namespace cxsam::gateway::websocket
