// What an HTTP API is configured for replaces what its functions say of CORS.
#include "gateway/cors.h"
#include "gateway/exchange.h"
#include "gateway/steps/step.h"

namespace cxsam::gateway {
namespace {

void run(Exchange& exchange) {
  if (exchange.match && exchange.match.api->cors) apply_cors(*exchange.match.api->cors, exchange.request, exchange.response);
}

}  // namespace

const Step kApplyCors{.name = "CORS", .now = run};

}  // namespace cxsam::gateway
