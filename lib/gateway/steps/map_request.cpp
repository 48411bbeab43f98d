#include "gateway/exchange.h"
#include "gateway/steps/step.h"

namespace cxsam::gateway {
namespace {

void run(Exchange& exchange) {
  auto mapped = map_request(exchange.scope(), *exchange.match.route->integration.mapping, exchange.source());
  if (!mapped) return exchange.refuse(std::move(mapped.error()));
  exchange.mapped = std::move(*mapped);
  exchange.show(exchange.mapped.body);
}

}  // namespace

const Step kMapRequest{.name = "integration request", .now = run};

}  // namespace cxsam::gateway
