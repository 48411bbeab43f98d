// The stage's cache: an answer that is there ends the walk, and one that is not is kept when the integration has given it.
// Source: API Gateway developer guide, "Cache settings for REST APIs in API Gateway", "Invalidate a method cache entry".
#include <algorithm>

#include "base/text.h"
#include "gateway/authorizers/signature.h"
#include "gateway/cache_key.h"
#include "gateway/context_variables.h"
#include "gateway/steps/limits.h"
#include "gateway/steps/step.h"

namespace cxsam::gateway {
namespace {

using application::MethodSettings;
using application::WithoutPermission;

/// The method of the stage and the values of the parameters that the integration names. What is not named does not count, not
/// even a variable of the path.
std::string key_of(const Exchange& exchange) {
  std::string key = stage_key(exchange) + " " + exchange.request.method + " " + exchange.match.route->path;
  if (exchange.canary.value_or(false)) key += " canary";
  if (exchange.match.route->cache_parameters.empty()) return key;
  const ContextVariables variables(exchange);
  for (const std::string& parameter : exchange.match.route->cache_parameters) {
    const auto value = variables.find(parameter);
    append_key_part(key, value ? "=" + *value : "");
  }
  return key;
}

/// `Cache-Control: max-age=0` asks for a new answer.
bool asks_for_renewal(const http::Request& request) {
  const std::string control = to_lower(http::find_header(request.headers, "cache-control"));
  const auto parts = split(control, ',');
  return std::ranges::any_of(parts, [](std::string_view part) { return trim(part) == "max-age=0"; });
}

/// Only who signs can have the permission.
bool may_renew(const Exchange& exchange, const MethodSettings& settings) {
  return !settings.renewal_needs_permission || caller_may(exchange, "execute-api:InvalidateCache");
}

void explain(Exchange& exchange, std::string_view what) {
  if (exchange.served->services.explain_cache) exchange.notes.emplace_back("X-Cxsam-Cache", what);
}

void look(Exchange& exchange) {
  const MethodSettings& settings = *settings_of(*exchange.match.stage, *exchange.match.route);
  exchange.cache_key = key_of(exchange);
  if (asks_for_renewal(exchange.request)) {
    if (may_renew(exchange, settings)) return explain(exchange, "RENEWED");
    if (settings.without_permission == WithoutPermission::Refused) return exchange.refuse(Failure::AccessDenied);
    if (settings.without_permission == WithoutPermission::Warned)
      exchange.notes.emplace_back("Warning", "199 - \"Cache invalidation was not authorized\"");
  }
  const Services& services = exchange.served->services;
  auto kept = services.cache.find(exchange.cache_key, services.world.clock.now());
  explain(exchange, kept ? "HIT" : "MISS");
  if (!kept) return;
  exchange.cache_key.clear();
  exchange.answer(std::move(*kept));
}

void fill(Exchange& exchange) {
  if (!exchange.cache_key.empty() && !exchange.refused && !exchange.response.stream) {
    const Services& services = exchange.served->services;
    const MethodSettings& settings = *settings_of(*exchange.match.stage, *exchange.match.route);
    services.cache.keep(exchange.cache_key, exchange.response, std::chrono::seconds(settings.cache_ttl_s),
                        services.world.clock.now());
  }
  for (auto& header : exchange.notes) exchange.response.headers.push_back(std::move(header));
}

}  // namespace

const Step kLookInCache{.name = "cache", .now = look};
const Step kFillCache{.name = "cache", .now = fill};

}  // namespace cxsam::gateway
