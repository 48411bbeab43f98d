// Routes that AWS takes, and answers with an error whatever is asked.
#include "gateway/exchange.h"
#include "gateway/steps/step.h"

namespace cxsam::gateway {

const Step kRefuseBroken{
    .name = "integration request", .now = [](Exchange& exchange) {
      exchange.refuse(Refused{.failure = Failure::Internal, .why = exchange.match.route->integration.fault});
    }};

}  // namespace cxsam::gateway
