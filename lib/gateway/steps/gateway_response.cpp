// A failure becomes the answer that API Gateway gives for it, and its reason is told.
#include "gateway/exchange.h"
#include "gateway/steps/step.h"

namespace cxsam::gateway {
namespace {

void tell(const Exchange& exchange) {
  if (exchange.refused->why.empty() || !exchange.match) return;
  const application::Route& route = *exchange.match.route;
  note(*exchange.served, route.integration.function, "`" + route.method + " " + route.path + "`: " + exchange.refused->why);
}

void run(Exchange& exchange) {
  if (!exchange.refused) return;
  tell(exchange);
  exchange.response = failure_response(exchange.kind, *exchange.refused);
}

}  // namespace

const Step kGatewayResponse{.name = "gateway response", .now = run};

}  // namespace cxsam::gateway
