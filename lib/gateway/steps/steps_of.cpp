#include <algorithm>

#include "application/authorizer.h"
#include "gateway/dialect.h"
#include "gateway/steps/limits.h"
#include "gateway/steps/step.h"

namespace cxsam::gateway {
namespace {

using application::Api;
using application::Integration;
using Guard = application::Authorizer::Kind;

/// What asks the integration. One that answers for itself leaves no more to be mapped.
struct Integrating {
  const Integration& integration;
  bool rest;
  const Dialect& dialect;

  const Step& operator()(const application::Unknown& /*unused*/) const { return kNotImplemented; }
  const Step& operator()(const application::FunctionProxy& /*unused*/) const {
    return integration.streams && rest ? kStreamProxy : *dialect.proxy;
  }
  const Step& operator()(const application::FunctionCustom& /*unused*/) const { return kCallFunction; }
  const Step& operator()(const application::HttpServer& server) const {
    if (!rest) return kCallHttpApiProxy;
    return server.proxy ? kCallHttpProxy : kCallHttp;
  }
  const Step& operator()(const application::AwsService& /*unused*/) const { return kCallService; }
  const Step& operator()(const application::AwsSubtype& /*unused*/) const { return kCallServiceAction; }
  const Step& operator()(const application::Mock& /*unused*/) const { return kAnswerMock; }
};

/// What is passed on as it is maps its parameters itself.
bool is_mapped(const Integration& integration) {
  const auto* server = std::get_if<application::HttpServer>(&integration.target);
  const bool passed_on = server != nullptr && server->proxy;
  return integration.mapping != nullptr && !passed_on && !integration.is<application::Unknown>();
}

/// A stage's settings for all methods mean GET; other methods are kept where they are named.
bool is_cached(const application::Stage& stage, const application::Route& route, const application::MethodSettings* settings) {
  if (settings == nullptr || !settings->caches || settings->cache_ttl_s == 0) return false;
  return route.method == "GET" || stage.settings.contains(route.key());
}

}  // namespace

std::vector<const Step*> steps_of(const Api& api, const application::Stage& stage, const application::Route& route,
                                  const Dialect& dialect) {
  std::vector<const Step*> steps;
  const auto add = [&](bool has, const Step& step) {
    if (has) steps.push_back(&step);
  };
  const application::MethodSettings* settings = settings_of(stage, route);
  const bool keyed = dialect.checks && route.api_key_required && api.kind == Api::Kind::Rest;
  add(dialect.checks && stage.canary.has_value(), kChooseCanary);
  add(dialect.checks && route.guard && route.guard->is_private, kNameEndpoint);
  add(keyed && !api.key_from_authorizer, kCheckKey);
  const Guard guard = route.guard ? route.guard->kind : Guard::None;
  add(route.guard && route.guard->resource_policy && guard != Guard::Iam, kCheckPolicy);
  const bool elsewhere = !dialect.checks && guard == Guard::Unsupported && route.guard->is_elsewhere();
  add(elsewhere || (guard != Guard::None && guard != Guard::Unsupported), kAuthorise);
  add(keyed && api.key_from_authorizer, kCheckKey);
  add(dialect.checks && settings != nullptr && settings->throttle, kThrottle);
  add(dialect.checks && route.validation != nullptr, kValidate);
  add(dialect.checks && is_cached(stage, route, settings), kLookInCache);
  add(dialect.checks && !route.integration.fault.empty(), kRefuseBroken);
  add(is_mapped(route.integration), kMapRequest);
  const Integrating integrating{.integration = route.integration, .rest = api.kind == Api::Kind::Rest, .dialect = dialect};
  add(true, std::visit(integrating, route.integration.target));
  add(is_mapped(route.integration), kMapResponse);
  return steps;
}

}  // namespace cxsam::gateway
