// What the API's resource policy says of a caller who does not sign; of one who does, the authorizer asks it.
#include "gateway/authorizers/guards.h"
#include "gateway/authorizers/signature.h"
#include "gateway/exchange.h"
#include "gateway/steps/step.h"

namespace cxsam::gateway {
namespace {

void run(Exchange& exchange) {
  const GuardOptions& options = exchange.served->services.guards->options;
  if (!options.disabled && !options.as_sam) check_resource_policy(exchange);
}

}  // namespace

const Step kCheckPolicy{.name = "resource policy", .now = run};

}  // namespace cxsam::gateway
