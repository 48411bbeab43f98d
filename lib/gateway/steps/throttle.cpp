// Limits of a stage, which count for each of its methods. Source: API Gateway developer guide, "Throttle requests to your REST
// APIs for better throughput in API Gateway".
#include "gateway/steps/limits.h"
#include "gateway/steps/step.h"

namespace cxsam::gateway {
namespace {

void run(Exchange& exchange) {
  const application::MethodSettings* settings = settings_of(*exchange.match.stage, *exchange.match.route);
  const Services& services = exchange.served->services;
  const std::string bucket = stage_key(exchange) + " " + exchange.match.route->key();
  if (!services.counters.take(bucket, *settings->throttle, services.world.clock.now())) exchange.refuse(Failure::Throttled);
}

}  // namespace

std::string stage_key(const Exchange& exchange) {
  const application::Api& api = *exchange.match.api;
  return application::full_path(api.stack_path, api.logical_id) + " " + exchange.match.stage->name;
}

const application::MethodSettings* settings_of(const application::Stage& stage, const application::Route& route) {
  auto found = stage.settings.find(route.key());
  if (found == stage.settings.end()) found = stage.settings.find("*");
  return found == stage.settings.end() ? nullptr : &found->second;
}

const Step kThrottle{.name = "throttle", .now = run};

}  // namespace cxsam::gateway
