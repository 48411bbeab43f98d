// Whether the route's authorizer lets the caller in. It fills exchange.caller, or refuses.
#include "gateway/exchange.h"
#include "gateway/steps/step.h"

namespace cxsam::gateway {
namespace {

/// No route has a guard yet.
Task<void> run(Exchange& /*exchange*/) { co_return; }

}  // namespace

const Step kAuthorise{.name = "authorizer", .later = run};

}  // namespace cxsam::gateway
