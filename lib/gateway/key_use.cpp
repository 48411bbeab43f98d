#include "gateway/key_use.h"

namespace cxsam::gateway {
namespace {

std::optional<Failure> take_from_plan(const Services& services, const application::KeyUse& use, const KeyedRequest& request) {
  const application::UsagePlan& plan = *use.plan;
  const std::string client = application::full_path(request.stack_path, plan.id) + " " + use.key.id;
  const Clock::TimePoint now = services.world.clock.now();
  const auto method = plan.methods.find(request.method);
  if (method != plan.methods.end() &&
      !services.counters.take(client + " " + request.bucket + " " + method->first, method->second, now))
    return Failure::Throttled;
  if (plan.throttle && !services.counters.take(client, *plan.throttle, now)) return Failure::Throttled;
  if (plan.quota && !services.counters.count(client, *plan.quota, services.world.clock.wall())) return Failure::QuotaExceeded;
  return std::nullopt;
}

}  // namespace

UsedKey use_key(const Services& services, const application::KeyRing* keys, std::string_view value,
                const KeyedRequest& request) {
  const application::KeyUse* use = keys == nullptr ? nullptr : keys->find(request.stage, value);
  if (use == nullptr || !use->key.enabled) return {.failure = Failure::InvalidApiKey};
  return {.key = &use->key, .failure = take_from_plan(services, *use, request)};
}

}  // namespace cxsam::gateway
