// AWS service integrations of HTTP APIs. Source: API Gateway developer guide, "Create AWS service integrations for HTTP APIs".
#include "application/targets.h"
#include "base/percent.h"
#include "base/text.h"
#include "gateway/backends/actions.h"
#include "gateway/backends/changes.h"
#include "gateway/backends/service.h"
#include "gateway/exchange.h"
#include "gateway/steps/step.h"
#include "json/json.h"

namespace cxsam::gateway {
namespace {

using application::AwsSubtype;
using Arguments = std::vector<std::pair<const ActionParameter*, std::string>>;

/// The values of what is asked for. Error: one that the action cannot do without is not there.
Result<Arguments> arguments_of(Exchange& exchange, const AwsSubtype& called, const ServiceAction& action) {
  const FindVariable find = variables_of_request(exchange);
  Arguments arguments;
  for (const ActionParameter& parameter : action.parameters) {
    const auto given = called.arguments.find(std::string(parameter.name));
    std::optional<std::string> value;
    if (given != called.arguments.end()) value = evaluate(given->second, find);
    if (value) arguments.emplace_back(&parameter, std::move(*value));
    if (!value && parameter.required)
      return fail("`" + std::string(action.subtype) + "` needs `" + std::string(parameter.name) +
                  "`, and the request has none");
  }
  return arguments;
}

Json json_of(const ActionParameter& parameter, const std::string& text) {
  if (parameter.kind == ActionParameter::Kind::Number)
    if (const auto number = parse_int(text)) return *number;
  if (parameter.kind == ActionParameter::Kind::Json)
    if (auto json = parse_json(text)) return std::move(*json);
  return text;
}

system::HttpRequest json_request(const facts::Service& service, const ServiceAction& action, const Arguments& arguments) {
  Json body = Json::object();
  for (const auto& [parameter, value] : arguments) body[std::string(parameter->name)] = json_of(*parameter, value);
  if (action.name == "PutEvents") body = {{"Entries", Json::array({std::move(body)})}};
  return {.method = "POST",
          .url = "/",
          .headers = {{"Content-Type", "application/x-amz-" + std::string(service.protocol)},
                      {"X-Amz-Target", std::string(service.target) + "." + std::string(action.name)}},
          .body = dump_json(body)};
}

/// AppConfig's action has a path, and its last two parameters are the query's.
system::HttpRequest configuration_request(const Arguments& arguments) {
  const auto value = [&](std::string_view name) {
    for (const auto& [parameter, text] : arguments)
      if (parameter->name == name) return percent_encode(text);
    return std::string();
  };
  system::HttpRequest request{.url = "/applications/" + value("Application") + "/environments/" + value("Environment") +
                                     "/configurations/" + value("Configuration") + "?client_id=" + value("ClientId")};
  const std::string version = value("ClientConfigurationVersion");
  if (!version.empty()) request.url += "&client_configuration_version=" + version;
  return request;
}

void take(Exchange& exchange, system::HttpAnswer answer) {
  http::Response response{.status = answer.status, .headers = {}, .body = std::move(answer.body)};
  const std::string* type = system::find_header(answer.headers, "content-type");
  const bool amazon = type == nullptr || type->starts_with("application/x-amz-");
  response.headers.emplace_back("Content-Type", amazon ? "application/json" : *type);
  change_response(exchange, response);
  exchange.answer(std::move(response));
}

Task<void> run(Exchange& exchange) {
  const application::Integration& integration = exchange.match.route->integration;
  const auto& called = std::get<AwsSubtype>(integration.target);
  const ServiceAction* action = find_action(called.subtype);
  const facts::Service* service = action == nullptr ? nullptr : facts::find_service(action->service);
  if (service == nullptr) co_return exchange.refuse(Failure::NotImplemented);
  const auto arguments = arguments_of(exchange, called, *action);
  if (!arguments) co_return exchange.refuse(Refused{.failure = Failure::BadRequest, .why = arguments.error().message});
  ServiceCall call{.service = service, .request = {}};
  call.request = action->name.empty() ? configuration_request(*arguments) : json_request(*service, *action, *arguments);
  if (action->name == "StartSyncExecution") call.subdomain = "sync-";
  const auto region = called.arguments.find("Region");
  if (region != called.arguments.end()) call.region = region->second;
  auto answer = co_await ask_service(*exchange.served, std::move(call), integration.timeout_ms);
  if (!answer) co_return exchange.refuse(std::move(answer.error()));
  exchange.asked.integration = asked_of(*answer);
  take(exchange, std::move(*answer));
}

}  // namespace

const Step kCallServiceAction{.name = "AWS service", .later = run};

}  // namespace cxsam::gateway
