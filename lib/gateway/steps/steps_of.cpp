#include "application/authorizer.h"
#include "gateway/steps/limits.h"
#include "gateway/steps/step.h"

namespace cxsam::gateway {
namespace {

using application::Integration;

/// What asks the integration. One that answers for itself leaves no more to be mapped.
const Step& integrating(const Integration& integration) {
  switch (integration.kind) {
    case Integration::Kind::LambdaProxy:
      return kCallProxy;
    case Integration::Kind::Lambda:
      return kCallFunction;
    case Integration::Kind::Mock:
      return kAnswerMock;
    case Integration::Kind::Unsupported:
      break;
  }
  return kNotImplemented;
}

bool is_mapped(const Integration& integration) {
  return integration.kind == Integration::Kind::Lambda || integration.kind == Integration::Kind::Mock;
}

/// A stage's settings for all methods mean GET; other methods are kept where they are named.
bool is_cached(const application::Stage& stage, const application::Route& route, const application::MethodSettings* settings) {
  if (settings == nullptr || !settings->caches || settings->cache_ttl_s == 0) return false;
  return route.method == "GET" || stage.settings.contains(method_key(route));
}

}  // namespace

std::vector<const Step*> steps_of(const application::Api& api, const application::Stage& stage,
                                  const application::Route& route) {
  std::vector<const Step*> steps;
  const auto add = [&](bool has, const Step& step) {
    if (has) steps.push_back(&step);
  };
  using Kind = application::Authorizer::Kind;
  const application::MethodSettings* settings = settings_of(stage, route);
  const bool keyed = route.api_key_required && api.kind == application::Api::Kind::Rest;
  add(stage.canary.has_value(), kChooseCanary);
  add(keyed && !api.key_from_authorizer, kCheckKey);
  const Kind guard = route.guard ? route.guard->kind : Kind::None;
  add(route.guard && route.guard->resource_policy && guard != Kind::Iam, kCheckPolicy);
  add(guard != Kind::None && guard != Kind::Unsupported, kAuthorise);
  add(keyed && api.key_from_authorizer, kCheckKey);
  add(settings != nullptr && settings->throttle, kThrottle);
  add(route.validation != nullptr, kValidate);
  add(is_cached(stage, route, settings), kLookInCache);
  add(!route.integration.fault.empty(), kRefuseBroken);
  add(is_mapped(route.integration), kMapRequest);
  add(true, integrating(route.integration));
  add(is_mapped(route.integration), kMapResponse);
  return steps;
}

}  // namespace cxsam::gateway
