// A failure becomes the answer that API Gateway gives for it, customised where the API says so, and its reason is told.
#include "application/gateway_responses.h"
#include "base/text.h"
#include "gateway/context_variables.h"
#include "gateway/headers.h"
#include "gateway/steps/step.h"

namespace cxsam::gateway {
namespace {

using application::GatewayResponse;

void tell(const Exchange& exchange) {
  if (exchange.refused->why.empty() || !exchange.match) return;
  const application::Route& route = *exchange.match.route;
  note(*exchange.served, route.integration.function_path(), "`" + route.key() + "`: " + exchange.refused->why);
}

/// The template for the first type that the client accepts, else for JSON, else the first of all. Null for none.
const std::pair<std::string, std::string>* template_of(const GatewayResponse& custom, const http::Request& request) {
  if (custom.templates.empty()) return nullptr;
  const std::string_view accept = http::find_header(request.headers, "accept");
  for (const std::string& wanted : {media_type(accept.substr(0, accept.find(','))), std::string("application/json")})
    for (const auto& known : custom.templates)
      if (equals_ignoring_case(media_type(known.first), wanted)) return &known;
  return &custom.templates.front();
}

void set_header(http::Headers& headers, std::string_view name, std::string value) {
  std::erase_if(headers, [&](const auto& header) { return equals_ignoring_case(header.first, name); });
  std::erase_if(value, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
  headers.emplace_back(name, std::move(value));
}

void customise(Exchange& exchange, const GatewayResponse& custom) {
  constexpr std::string_view kHeader = "gatewayresponse.header.";
  http::Response& response = exchange.response;
  if (custom.status) response.status = *custom.status;
  const ContextVariables variables(exchange);
  if (const auto* found = template_of(custom, exchange.request)) {
    response.body = fill_in(found->second, variables, "");
    set_header(response.headers, "Content-Type", found->first);
  }
  for (const auto& [target, source] : custom.parameters) {
    if (!target.starts_with(kHeader)) continue;
    if (auto value = variables.find(source)) set_header(response.headers, target.substr(kHeader.size()), std::move(*value));
  }
}

void run(Exchange& exchange) {
  if (!exchange.refused) return;
  tell(exchange);
  exchange.response = failure_response(exchange.kind, *exchange.refused);
  const application::Api* api = exchange.match.api;
  if (api == nullptr || !api->responses) return;
  const FailureAnswer answer = failure_answer(exchange.kind, exchange.refused->failure);
  if (const GatewayResponse* custom = api->responses->find(answer.type, answer.status)) customise(exchange, *custom);
}

}  // namespace

const Step kGatewayResponse{.name = "gateway response", .now = run};

}  // namespace cxsam::gateway
