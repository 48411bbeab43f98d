// Through which VPC endpoint a request has come to a private API: `--vpce` says it.
#include "gateway/authorizers/guards.h"
#include "gateway/exchange.h"
#include "gateway/steps/step.h"

namespace cxsam::gateway {
namespace {

void run(Exchange& exchange) {
  const auto& guards = exchange.served->services.guards;
  if (guards && !guards->options.vpce.empty()) exchange.caller.identity.emplace_back("vpceId", guards->options.vpce);
}

}  // namespace

const Step kNameEndpoint{.name = "VPC endpoint", .now = run};

}  // namespace cxsam::gateway
