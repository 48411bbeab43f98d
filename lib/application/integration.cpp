#include "application/integration.h"

#include <algorithm>

#include "application/live_resources.h"
#include "application/mapping.h"
#include "application/parameter_changes.h"
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

bool names_function(const std::string& uri) {
  return uri.find(":lambda:path/") != std::string::npos || uri.find(kFunction) != std::string::npos;
}

void read_timeout(const IntegrationSource& source, bool http, Integration& integration) {
  integration.timeout_ms = http ? kHttpTimeoutMs : kRestTimeoutMs;
  if (source.timeout_ms == nullptr) return;
  const auto timeout = source.timeout_ms->as_int();
  if (timeout && *timeout > 0 && *timeout <= INT32_MAX) integration.timeout_ms = static_cast<std::uint32_t>(*timeout);
}

std::string method_of(const IntegrationSource& source) {
  return equals_ignoring_case(source.method, "ANY") ? "" : source.method;
}

HttpServer read_server(const IntegrationSource& source, bool proxy) {
  HttpServer server{.uri = source.uri, .method = method_of(source), .vpc_link = source.vpc_link, .proxy = proxy};
  if (source.certain != nullptr) server.certain = !source.certain->as_bool().value_or(false);
  return server;
}

AwsService read_service(const IntegrationSource& source) {
  AwsService service = read_aws_service(source.uri).value_or(AwsService{});
  service.method = method_of(source);
  return service;
}

AwsSubtype read_subtype(const IntegrationSource& source) {
  AwsSubtype called{.subtype = source.subtype, .arguments = {}};
  if (source.request_parameters != nullptr)
    for (const Member& member : source.request_parameters->members) called.arguments[member.key] = text_of(&member.value);
  return called;
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
std::string fault_of_method(const std::string& method, const Integration& integration) {
  const bool taken = method.empty() || equals_ignoring_case(method, "POST") || equals_ignoring_case(method, "ANY");
  if (taken || integration.function() == nullptr) return "";
  return "its integration asks Lambda with " + method + ", and functions are called with POST: `httpMethod: POST`";
}

std::string fault_of(const IntegrationSource& source, std::string_view type, const Integration& integration) {
  std::string fault = fault_of_parameters(type, source.request_parameters);
  return fault.empty() ? fault_of_method(source.method, integration) : fault;
}

/// Stage variables may name a function for each stage.
FunctionTarget function_target(const Function& function, const std::string& uri, const Api& api,
                               const Application& application) {
  FunctionTarget target{.path = function.full_path()};
  if (uri.find("${stageVariables.") == std::string::npos) return target;
  for (const Stage& stage : api.stages) {
    const Function* other = find_target(target_of_uri(uri, stage.variables), application);
    if (other != nullptr && other->full_path() != target.path) target.of_stages[stage.name] = other->full_path();
  }
  return target;
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

Target call_of(const IntegrationSource& source, bool proxy, const Api& api, const Application& application) {
  const std::string name = target_of_uri(source.uri, api.stages.front().variables);
  if (const Function* function = find_target(name, application)) {
    FunctionTarget target = function_target(*function, source.uri, api, application);
    if (proxy) return FunctionProxy{std::move(target)};
    return FunctionCustom{std::move(target)};
  }
  if (name.empty()) return Unknown{.description = "integration whose function is not known before deployment"};
  return Unknown{.description = "integration of `" + name + "`, a function outside this template,", .function_arn = name};
}

/// `type` in lower case.
Target target_of(const IntegrationSource& source, const std::string& type, const Api& api, const Application& application) {
  const bool http_api = api.kind == Api::Kind::Http;
  if (http_api && (type == "mock" || type == "aws" || type == "http"))
    return Unknown{.description = "`" + source.type + "` integration, which HTTP APIs do not have,"};
  if (type == "mock") return Mock{};
  const bool server = type == "http" || type == "http_proxy";
  const bool service = type == "aws" && !names_function(source.uri);
  if ((server || service) && source.uri.empty() && source.subtype.empty())
    return Unknown{.description = "integration whose address is not known before deployment"};
  if (server) return read_server(source, type == "http_proxy");
  if (service) return read_service(source);
  if (type != "aws" && type != "aws_proxy") return Unknown{.description = "integration of an unknown type"};
  if (http_api && !source.subtype.empty()) return read_subtype(source);
  return call_of(source, type == "aws_proxy", api, application);
}

}  // namespace

Integration make_integration(const IntegrationSource& source, const Api& api, const Application& application,
                             Diagnostics& diagnostics) {
  const std::string type = to_lower(source.type);
  const bool http_api = api.kind == Api::Kind::Http;
  Integration integration{.target = target_of(source, type, api, application)};
  if (!http_api) integration.fault = fault_of(source, type, integration);
  const Unknown* unknown = std::get_if<Unknown>(&integration.target);
  if (unknown != nullptr && unknown->function_arn.empty()) return integration;
  read_timeout(source, http_api, integration);
  integration.streams = equals_ignoring_case(source.transfer_mode, "STREAM");
  if (http_api) {
    integration.changes = read_parameter_changes(source, diagnostics);
    const bool function = type == "aws_proxy" && source.subtype.empty();
    if (function) integration.payload_format = source.payload_format.empty() ? "2.0" : source.payload_format;
  } else if (type != "aws_proxy") {
    integration.mapping = read_mapping(source, diagnostics);
  }
  return integration;
}

void add_route(Route route, Api& api, Application& application) {
  if (const auto* unknown = std::get_if<Unknown>(&route.integration.target)) {
    application.unsupported.push_back({.logical_id = api.logical_id,
                                       .what = unknown->description,
                                       .where = route.where,
                                       .route = route.key(),
                                       .of_api = true});
  }
  api.routes.push_back(std::move(route));
}

}  // namespace cxsam::application
