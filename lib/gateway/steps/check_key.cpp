// API keys and usage plans. Source: API Gateway developer guide, "Usage plans and API keys for REST APIs".
#include "application/key_ring.h"
#include "gateway/exchange.h"
#include "gateway/steps/limits.h"
#include "gateway/steps/step.h"

namespace cxsam::gateway {
namespace {

using application::KeyUse;

/// What the plan allows the key: requests of this method, requests of all, requests in this period.
void take_from_plan(Exchange& exchange, const KeyUse& use) {
  const Services& services = exchange.served->services;
  const application::Api& api = *exchange.match.api;
  const std::string client = application::full_path(api.stack_path, use.plan->id) + " " + use.key.id;
  const auto method = use.plan->methods.find(method_key(*exchange.match.route));
  if (method != use.plan->methods.end() && !services.counters.take(client + " " + stage_key(exchange) + " " + method->first,
                                                                   method->second, services.world.clock.now()))
    return exchange.refuse(Failure::Throttled);
  if (use.plan->throttle && !services.counters.take(client, *use.plan->throttle, services.world.clock.now()))
    return exchange.refuse(Failure::Throttled);
  if (use.plan->quota && !services.counters.count(client, *use.plan->quota, services.world.clock.wall()))
    return exchange.refuse(Failure::QuotaExceeded);
}

void run(Exchange& exchange) {
  const application::Api& api = *exchange.match.api;
  const std::string_view value = api.key_from_authorizer ? std::string_view(exchange.caller.usage_key)
                                                         : http::find_header(exchange.request.headers, "x-api-key");
  const KeyUse* use = api.keys ? api.keys->find(exchange.match.stage->name, value) : nullptr;
  if (use == nullptr || !use->key.enabled) return exchange.refuse(Failure::InvalidApiKey);
  exchange.caller.identity.emplace_back("apiKey", value);
  exchange.caller.identity.emplace_back("apiKeyId", use->key.id);
  take_from_plan(exchange, *use);
}

}  // namespace

const Step kCheckKey{.name = "API key", .now = run};

}  // namespace cxsam::gateway
