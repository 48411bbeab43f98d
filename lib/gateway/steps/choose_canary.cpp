// A share of a stage's requests goes to its canary, which has stage variables of its own. Source: API Gateway developer guide,
// "Set up an API Gateway canary release deployment".
#include <array>

#include "gateway/exchange.h"
#include "gateway/steps/step.h"

namespace cxsam::gateway {
namespace {

/// At least 0 and less than 100.
double draw_percent(Random& random) {
  std::array<unsigned char, 4> bytes{};
  random.fill(bytes);
  double fraction = 0;
  for (const unsigned char byte : bytes) fraction = (fraction + byte) / 256;
  return fraction * 100;
}

void run(Exchange& exchange) {
  const application::Canary& canary = *exchange.match.stage->canary;
  exchange.canary = draw_percent(exchange.served->services.world.random) < canary.percent;
  if (*exchange.canary) exchange.variables = &canary.variables;
}

}  // namespace

const Step kChooseCanary{.name = "canary", .now = run};

}  // namespace cxsam::gateway
