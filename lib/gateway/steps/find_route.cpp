#include "gateway/authorizers/signature.h"
#include "gateway/exchange.h"
#include "gateway/steps/step.h"

namespace cxsam::gateway {
namespace {

/// Where no route matches and only one API can be meant, the answer is that API's.
void name_only_api(Exchange& exchange) {
  const auto& apis = exchange.served->application.apis;
  if (apis.size() != 1) return;
  exchange.match.api = &apis.front();
  exchange.match.stage = &apis.front().stages.front();
}

void run(Exchange& exchange) {
  exchange.match = exchange.way.routes->find(exchange.request.method, exchange.target.path);
  if (!exchange.match) {
    name_only_api(exchange);
    return exchange.refuse(refuse_unrouted(exchange));
  }
  exchange.kind = exchange.match.api->kind;
  // The guide, "Customize HTTP API access logs": an HTTP API has one id, which its extended one equals.
  if (exchange.kind == application::Api::Kind::Http) exchange.ids.request_id = exchange.ids.extended_id;
}

}  // namespace

const Step kFindRoute{.name = "route", .now = run};

}  // namespace cxsam::gateway
