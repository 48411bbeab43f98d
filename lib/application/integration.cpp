#include "application/integration.h"

#include <algorithm>

#include "application/live_resources.h"
#include "base/text.h"

namespace cxsam::application {
namespace {

constexpr std::uint32_t kRestTimeoutMs = 29000;
constexpr std::uint32_t kHttpTimeoutMs = 30000;
constexpr std::string_view kFunction = ":function:";

std::string with_stage_variables(std::string text, const std::map<std::string, std::string>& variables) {
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

/// The number of `"statusCode": 200` in a request template; AWS reads it leniently, quotes or none.
std::string requested_status(const Node* templates) {
  const std::string text = templates == nullptr ? "" : text_of(templates->find("application/json"));
  const std::size_t key = text.find("statusCode");
  if (key == std::string::npos) return "";
  const std::size_t begin = text.find_first_of("0123456789", key);
  if (begin == std::string::npos) return "";
  return text.substr(begin, text.find_first_not_of("0123456789", begin) - begin);
}

const ResponseSource* select(const std::vector<ResponseSource>& responses, const std::string& status) {
  auto found = std::ranges::find(responses, status, &ResponseSource::pattern);
  if (found == responses.end()) {
    found =
        std::ranges::find_if(responses, [](const ResponseSource& r) { return r.pattern.empty() || r.pattern == "default"; });
  }
  return found == responses.end() ? nullptr : &*found;
}

Integration unsupported(std::string description) {
  Integration integration;
  integration.description = std::move(description);
  return integration;
}

bool names_function(const std::string& uri) {
  return uri.find(":lambda:path/") != std::string::npos || uri.find(kFunction) != std::string::npos;
}

/// A mock whose answer is fixed, as SAM's CORS preflight is. Mapping templates with references need the template language.
Integration make_mock(const IntegrationSource& source) {
  const ResponseSource* response = select(source.responses, requested_status(source.request_templates));
  if (response == nullptr) return unsupported("mock integration without an integration response");
  Integration integration;
  integration.kind = Integration::Kind::Mock;
  integration.status = static_cast<int>(parse_int(response->status).value_or(200));
  if (response->templates != nullptr && response->templates->is_map() && !response->templates->members.empty()) {
    const Member& body = response->templates->members.front();
    integration.headers["Content-Type"] = body.key;
    integration.body = text_of(&body.value);
    if (integration.body.find_first_of("$#") != std::string::npos)
      return unsupported("mock integration with a mapping template");
  }
  if (response->parameters == nullptr) return integration;
  constexpr std::string_view kHeader = "method.response.header.";
  for (const Member& parameter : response->parameters->members) {
    const std::string value = text_of(&parameter.value);
    const bool literal = value.size() >= 2 && value.front() == '\'' && value.back() == '\'';
    if (!parameter.key.starts_with(kHeader) || !literal) continue;
    integration.headers[parameter.key.substr(kHeader.size())] = value.substr(1, value.size() - 2);
  }
  return integration;
}

}  // namespace

namespace {

/// The function of the stack that an ARN or a name means. In a nested stack `function:${Fn}` is not what GetAtt gives, and
/// means it all the same.
const Function* find_target(const std::string& target, const Application& application) {
  const auto found = std::ranges::find(application.functions, target, &Function::arn);
  if (found != application.functions.end()) return &*found;
  const std::size_t at = target.find(kFunction);
  return application.find_function(at == std::string::npos ? target : target.substr(at + kFunction.size()));
}

}  // namespace

std::string target_of_uri(std::string uri, const Api& api) {
  uri = with_stage_variables(std::move(uri), api.stage_variables);
  constexpr std::string_view kFunctions = "/functions/";
  if (const std::size_t at = uri.find(kFunctions); at != std::string::npos) {
    const std::size_t begin = at + kFunctions.size();
    uri = uri.substr(begin, uri.find('/', begin) - begin);
  }
  const std::size_t function = uri.find(kFunction);
  return uri.substr(0, uri.find(':', function == std::string::npos ? 0 : function + kFunction.size()));
}

Integration make_integration(const IntegrationSource& source, const Api& api, const Application& application) {
  const std::string type = to_lower(source.type);
  if (type == "mock") return make_mock(source);
  if (type == "http" || type == "http_proxy") return unsupported("HTTP integration");
  if (type == "aws")
    return unsupported(names_function(source.uri) ? "Lambda integration that is no proxy" : "AWS service integration");
  if (type != "aws_proxy") return unsupported("integration of an unknown type");
  if (!source.subtype.empty()) return unsupported("`" + source.subtype + "` integration");
  Integration integration;
  const std::string target = target_of_uri(source.uri, api);
  const bool http = api.kind == Api::Kind::Http;
  integration.payload_format = !http ? "1.0" : source.payload_format.empty() ? "2.0" : source.payload_format;
  integration.timeout_ms = http ? kHttpTimeoutMs : kRestTimeoutMs;
  if (source.timeout_ms != nullptr) {
    const auto timeout = source.timeout_ms->as_int();
    if (timeout && *timeout > 0 && *timeout <= INT32_MAX) integration.timeout_ms = static_cast<std::uint32_t>(*timeout);
  }
  if (const Function* function = find_target(target, application)) {
    integration.kind = Integration::Kind::LambdaProxy;
    integration.function = function->full_path();
    return integration;
  }
  integration.description = target.empty() ? "integration whose function is not known before deployment"
                                           : "integration of a function outside this template";
  integration.function_arn = target;
  return integration;
}

void add_route(Route route, Api& api, Application& application) {
  if (route.integration.kind == Integration::Kind::Unsupported) {
    const std::string what = route.integration.description + " of `" + route.method + " " + route.path + "`";
    application.unsupported.push_back({.logical_id = api.logical_id, .what = what, .where = route.where, .of_api = true});
  }
  api.routes.push_back(std::move(route));
}

}  // namespace cxsam::application
