#include "application/stage_settings.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "facts/routes.h"

namespace cxsam::application {
namespace {

// Source: API Gateway developer guide, "Amazon API Gateway quotas".
constexpr double kAccountRate = 10'000;
constexpr double kAccountBurst = 5'000;
constexpr std::int64_t kLongestTtl = 3600;

/// "GET /items/{id}" of `HttpMethod` and `ResourcePath`, in which slashes are `~1`; "*" for all methods.
std::string method_key(const Node& settings) {
  const std::string method = text_of(settings.find("HttpMethod"));
  std::string path = replace_all(text_of(settings.find("ResourcePath")), "~1", "/");
  if (path.starts_with("//")) path.erase(0, 1);
  if (method == "*" || path == "/*") return "*";
  return facts::capital_method(method) + " " + path;
}

WithoutPermission without_permission(const std::string& text) {
  if (text == "FAIL_WITH_403") return WithoutPermission::Refused;
  return text == "SUCCEED_WITHOUT_RESPONSE_HEADER" ? WithoutPermission::Ignored : WithoutPermission::Warned;
}

MethodSettings method_settings(const Node& node) {
  MethodSettings settings{.throttle = throttle_of(node.find("ThrottlingRateLimit"), node.find("ThrottlingBurstLimit")),
                          .caches = text_of(node.find("CachingEnabled")) == "true"};
  if (const Node* ttl = node.find("CacheTtlInSeconds"))
    settings.cache_ttl_s = static_cast<std::uint32_t>(std::clamp<std::int64_t>(ttl->as_int().value_or(300), 0, kLongestTtl));
  settings.renewal_needs_permission = text_of(node.find("RequireAuthorizationForCacheControl")) == "true";
  settings.without_permission = without_permission(text_of(node.find("UnauthorizedCacheControlHeaderStrategy")));
  return settings;
}

std::optional<Canary> canary_of(const Node* node, const Variables& of_stage) {
  if (node == nullptr || !node->is_map()) return std::nullopt;
  Canary canary{.percent = number_of(node->find("PercentTraffic")).value_or(0), .variables = of_stage};
  const Node* overrides = node->find("StageVariableOverrides");
  if (overrides != nullptr)
    for (const Member& variable : overrides->members) canary.variables[variable.key] = text_of(&variable.value);
  return canary;
}

}  // namespace

std::optional<double> number_of(const Node* node) {
  const std::string text = text_of(node);
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<Throttle> throttle_of(const Node* rate, const Node* burst) {
  const std::optional<double> given_rate = number_of(rate);
  const std::optional<double> given_burst = number_of(burst);
  if (!given_rate && !given_burst) return std::nullopt;
  const auto of_account = [](std::optional<double> given, double account) { return given && *given >= 0 ? *given : account; };
  return Throttle{.rate = of_account(given_rate, kAccountRate), .burst = of_account(given_burst, kAccountBurst)};
}

std::vector<std::string> cache_parameters_of(const Node* list) {
  constexpr std::string_view kOfIntegration = "integration.";
  std::vector<std::string> parameters = texts_of(list);
  for (std::string& parameter : parameters)
    if (parameter.starts_with(kOfIntegration)) parameter.replace(0, kOfIntegration.size(), "method.");
  return parameters;
}

void read_stage_settings(const Node& properties, Stage& stage) {
  const Node* methods = properties.find("MethodSettings");
  if (methods != nullptr)
    for (const Node& each : methods->items) stage.settings[method_key(each)] = method_settings(each);
  stage.canary = canary_of(properties.find("CanarySetting"), stage.variables);
  stage.access_log_format = text_of(properties.at_path({"AccessLogSetting", "Format"}));
  stage.client_certificate = text_of(properties.find("ClientCertificateId"));
  const bool cached = text_of(properties.find("CacheClusterEnabled")) == "true";
  if (!cached)
    for (auto& [key, settings] : stage.settings) settings.caches = false;
}

void read_http_stage_settings(const Node& properties, Stage& stage) {
  const auto settings_of = [](const Node& node) {
    return MethodSettings{.throttle = throttle_of(node.find("ThrottlingRateLimit"), node.find("ThrottlingBurstLimit"))};
  };
  if (const Node* all = properties.find("DefaultRouteSettings")) stage.settings["*"] = settings_of(*all);
  const Node* routes = properties.find("RouteSettings");
  if (routes != nullptr)
    for (const Member& route : routes->members) stage.settings[route.key] = settings_of(route.value);
  stage.access_log_format = text_of(properties.at_path({"AccessLogSettings", "Format"}));
  stage.client_certificate = text_of(properties.find("ClientCertificateId"));
}

}  // namespace cxsam::application
