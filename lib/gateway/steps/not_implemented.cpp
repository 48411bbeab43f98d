// Integrations that do not run locally. They were named at start.
#include "gateway/exchange.h"
#include "gateway/steps/step.h"

namespace cxsam::gateway {

const Step kNotImplemented{.name = "no local integration",
                           .now = [](Exchange& exchange) { exchange.refuse(Failure::NotImplemented); }};

}  // namespace cxsam::gateway
