// CORS preflights of HTTP APIs, which need no route for OPTIONS.
#include "gateway/cors.h"
#include "gateway/exchange.h"
#include "gateway/steps/step.h"

namespace cxsam::gateway {
namespace {

/// Whose CORS settings a preflight falls under: the API of the route that the browser wants to use, else the only one there is.
const application::Cors* preflight_cors(const Exchange& exchange) {
  const std::string_view method = http::find_header(exchange.request.headers, "access-control-request-method");
  const RouteMatch wanted = exchange.way.routes->find(method, exchange.target.path);
  if (wanted) return wanted.api->cors ? &*wanted.api->cors : nullptr;
  const auto& apis = exchange.served->application.apis;
  return apis.size() == 1 && apis.front().cors ? &*apis.front().cors : nullptr;
}

void run(Exchange& exchange) {
  if (!is_preflight(exchange.request)) return;
  const application::Cors* cors = preflight_cors(exchange);
  if (cors == nullptr) return;
  exchange.kind = application::Api::Kind::Http;
  exchange.answer(preflight_response(*cors, exchange.request));
}

}  // namespace

const Step kAnswerPreflight{.name = "CORS preflight", .now = run};

}  // namespace cxsam::gateway
