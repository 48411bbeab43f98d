#include "gateway/exchange.h"
#include "gateway/steps/step.h"

namespace cxsam::gateway {
namespace {

void run(Exchange& exchange) {
  auto response = map_response(exchange.scope(), *exchange.match.route->integration.mapping, exchange.source(),
                               std::move(exchange.backend));
  if (!response) return exchange.refuse(std::move(response.error()));
  exchange.answer(std::move(*response));
}

}  // namespace

const Step kMapResponse{.name = "integration response", .now = run};

}  // namespace cxsam::gateway
