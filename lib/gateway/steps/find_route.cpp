#include "gateway/exchange.h"
#include "gateway/steps/step.h"

namespace cxsam::gateway {
namespace {

void run(Exchange& exchange) {
  const RouteTable& routes = exchange.served->routing.of(http::find_header(exchange.request.headers, "host"));
  exchange.match = routes.find(exchange.request.method, exchange.target.path);
  if (!exchange.match) return exchange.refuse(Failure::NoRoute);
  exchange.kind = exchange.match.api->kind;
}

}  // namespace

const Step kFindRoute{.name = "route", .now = run};

}  // namespace cxsam::gateway
