#include "application/integration.h"

#include <algorithm>

#include "application/backend.h"
#include "application/live_resources.h"
#include "application/mapping.h"
#include "base/text.h"

namespace cxsam::application {
namespace {

constexpr std::uint32_t kRestTimeoutMs = 29000;
constexpr std::uint32_t kHttpTimeoutMs = 30000;
constexpr std::string_view kFunction = ":function:";

std::string with_stage_variables(std::string text, const Variables& variables) {
  constexpr std::string_view kStart = "${stageVariables.";
  std::size_t from = 0;
  while ((from = text.find(kStart, from)) != std::string::npos) {
    const std::size_t end = text.find('}', from);
    if (end == std::string::npos) break;
    const auto found = variables.find(text.substr(from + kStart.size(), end - from - kStart.size()));
    const std::string value = found == variables.end() ? "" : found->second;
    text.replace(from, end + 1 - from, value);
    from += value.size();
  }
  return text;
}

Integration unsupported(std::string description) {
  Integration integration;
  integration.description = std::move(description);
  return integration;
}

bool names_function(const std::string& uri) {
  return uri.find(":lambda:path/") != std::string::npos || uri.find(kFunction) != std::string::npos;
}

Integration make_mock(const IntegrationSource& source, Diagnostics& diagnostics) {
  Integration integration;
  integration.kind = Integration::Kind::Mock;
  integration.mapping = read_mapping(source, diagnostics);
  return integration;
}

void read_timeout(const IntegrationSource& source, bool http, Integration& integration) {
  integration.timeout_ms = http ? kHttpTimeoutMs : kRestTimeoutMs;
  if (source.timeout_ms == nullptr) return;
  const auto timeout = source.timeout_ms->as_int();
  if (timeout && *timeout > 0 && *timeout <= INT32_MAX) integration.timeout_ms = static_cast<std::uint32_t>(*timeout);
}

/// A server, or a service of AWS.
Integration make_backend(const IntegrationSource& source, Integration::Kind kind, const Api& api, Diagnostics& diagnostics) {
  using Kind = Integration::Kind;
  const bool http_api = api.kind == Api::Kind::Http;
  Integration integration;
  if (source.uri.empty() && source.subtype.empty())
    return unsupported("integration whose address is not known before deployment");
  integration.kind = kind;
  integration.backend = read_backend(source, api.kind, diagnostics);
  read_timeout(source, http_api, integration);
  const bool is_mapped = kind == Kind::Http || kind == Kind::Service || (kind == Kind::HttpProxy && !http_api);
  if (is_mapped) integration.mapping = read_mapping(source, diagnostics);
  return integration;
}

/// What of a REST API's request parameters API Gateway refuses when a request comes; "" for nothing.
/// Source: API Gateway developer guide, "Amazon API Gateway important notes"; recorded answers.
std::string fault_of_parameters(std::string_view type, const Node* parameters) {
  constexpr std::string_view kHeader = "integration.request.header.";
  constexpr std::string_view kOfAws[] = {"authorization", "connection", "expect", "proxy-authenticate", "te"};
  if (parameters == nullptr) return "";
  for (const Member& each : parameters->members) {
    if (!each.key.starts_with(kHeader)) continue;
    const std::string header = to_lower(each.key.substr(kHeader.size()));
    const bool of_aws = type.starts_with("aws") && std::ranges::find(kOfAws, header) != std::end(kOfAws);
    if (of_aws || header == "content-length" || header == "transfer-encoding")
      return "its request parameters set the header `" + each.key.substr(kHeader.size()) +
             "`, which API Gateway keeps to itself";
  }
  return "";
}

/// Why no request of a REST API reaches a function: Lambda takes POST alone. "" where one does.
/// Source: API Gateway developer guide, "x-amazon-apigateway-integration object"; a recorded answer.
std::string fault_of_method(const std::string& method, Integration::Kind kind) {
  const bool function = kind == Integration::Kind::LambdaProxy || kind == Integration::Kind::Lambda;
  if (!function || method.empty() || equals_ignoring_case(method, "POST") || equals_ignoring_case(method, "ANY")) return "";
  return "its integration asks Lambda with " + method + ", and functions are called with POST: `httpMethod: POST`";
}

/// Stage variables may name a function for each stage.
void add_functions_of_stages(const std::string& uri, const Api& api, const Application& application, Integration& integration) {
  if (uri.find("${stageVariables.") == std::string::npos) return;
  for (const Stage& stage : api.stages) {
    const Function* function = find_target(target_of_uri(uri, stage.variables), application);
    if (function != nullptr && function->full_path() != integration.function)
      integration.functions_of_stages[stage.name] = function->full_path();
  }
}

}  // namespace

const Function* find_target(const std::string& target, const Application& application) {
  const auto found = std::ranges::find(application.functions, target, &Function::arn);
  if (found != application.functions.end()) return &*found;
  const std::size_t at = target.find(kFunction);
  return application.find_function(at == std::string::npos ? target : target.substr(at + kFunction.size()));
}

std::string target_of_uri(std::string uri, const Variables& stage_variables) {
  uri = with_stage_variables(std::move(uri), stage_variables);
  constexpr std::string_view kFunctions = "/functions/";
  if (const std::size_t at = uri.find(kFunctions); at != std::string::npos) {
    const std::size_t begin = at + kFunctions.size();
    uri = uri.substr(begin, uri.find('/', begin) - begin);
  }
  const std::size_t function = uri.find(kFunction);
  return uri.substr(0, uri.find(':', function == std::string::npos ? 0 : function + kFunction.size()));
}

namespace {

Integration integration_of(const IntegrationSource& source, const Api& api, const Application& application,
                           Diagnostics& diagnostics) {
  using Kind = Integration::Kind;
  const std::string type = to_lower(source.type);
  const bool http = api.kind == Api::Kind::Http;
  if (http && (type == "mock" || type == "aws" || type == "http"))
    return unsupported("`" + source.type + "` integration, which HTTP APIs do not have,");
  if (type == "mock") return make_mock(source, diagnostics);
  if (type == "http") return make_backend(source, Kind::Http, api, diagnostics);
  if (type == "http_proxy") return make_backend(source, Kind::HttpProxy, api, diagnostics);
  if (type == "aws" && !names_function(source.uri)) return make_backend(source, Kind::Service, api, diagnostics);
  if (type != "aws" && type != "aws_proxy") return unsupported("integration of an unknown type");
  if (http && !source.subtype.empty()) return make_backend(source, Kind::ServiceAction, api, diagnostics);
  Integration integration;
  const std::string target = target_of_uri(source.uri, api.stages.front().variables);
  integration.payload_format = !http ? "1.0" : source.payload_format.empty() ? "2.0" : source.payload_format;
  read_timeout(source, http, integration);
  integration.streams = equals_ignoring_case(source.transfer_mode, "STREAM");
  if (type == "aws") integration.mapping = read_mapping(source, diagnostics);
  if (const Function* function = find_target(target, application)) {
    integration.kind = integration.mapping ? Integration::Kind::Lambda : Integration::Kind::LambdaProxy;
    integration.function = function->full_path();
    const bool changes = source.request_parameters != nullptr || source.response_parameters != nullptr;
    if (http && changes) integration.backend = read_backend(source, api.kind, diagnostics);
    add_functions_of_stages(source.uri, api, application, integration);
    return integration;
  }
  integration.description = target.empty() ? "integration whose function is not known before deployment"
                                           : "integration of `" + target + "`, a function outside this template,";
  integration.function_arn = target;
  return integration;
}

}  // namespace

Integration make_integration(const IntegrationSource& source, const Api& api, const Application& application,
                             Diagnostics& diagnostics) {
  Integration integration = integration_of(source, api, application, diagnostics);
  if (api.kind != Api::Kind::Rest) return integration;
  integration.fault = fault_of_parameters(to_lower(source.type), source.request_parameters);
  if (integration.fault.empty()) integration.fault = fault_of_method(source.method, integration.kind);
  return integration;
}

void add_route(Route route, Api& api, Application& application) {
  if (route.integration.kind == Integration::Kind::Unsupported) {
    application.unsupported.push_back({.logical_id = api.logical_id,
                                       .what = route.integration.description,
                                       .where = route.where,
                                       .route = route.key(),
                                       .of_api = true});
  }
  api.routes.push_back(std::move(route));
}

}  // namespace cxsam::application
