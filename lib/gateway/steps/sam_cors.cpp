// CORS as SAM CLI has it: OPTIONS is answered wherever a path has CORS settings, and every answer has their headers.
#include "gateway/exchange.h"
#include "gateway/sam/cors.h"
#include "gateway/steps/step.h"

namespace cxsam::gateway {
namespace {

using application::Api;
using application::Integration;

/// The route for OPTIONS, else that of any other method: CORS settings are of the path.
RouteMatch route_at_path(const Exchange& exchange) {
  for (const std::string_view method : {"OPTIONS", "GET", "POST", "PUT", "DELETE", "PATCH", "HEAD"})
    if (RouteMatch match = exchange.way.routes->find(method, exchange.target.path)) return match;
  return {};
}

http::Headers cors_of(const Exchange& exchange, const RouteMatch& match) {
  if (!match) return {};
  if (match.api->kind == Api::Kind::Http)
    return match.api->cors ? sam_cors(*match.api->cors, http::find_header(exchange.request.headers, "origin"))
                           : http::Headers{};
  const RouteMatch options = exchange.way.routes->find("OPTIONS", exchange.target.path);
  const bool mocked = options.api == match.api && options.route->integration.kind == Integration::Kind::Mock;
  return mocked ? mocked_cors(options.route->integration) : http::Headers{};
}

void answer_preflight(Exchange& exchange) {
  if (exchange.request.method != "OPTIONS") return;
  const RouteMatch match = route_at_path(exchange);
  http::Headers cors = cors_of(exchange, match);
  const bool has_settings = !cors.empty() || (match && match.api->kind == Api::Kind::Http && match.api->cors);
  if (!has_settings) return;
  exchange.answer(sam_preflight(std::move(cors)));
}

void apply(Exchange& exchange) {
  if (exchange.refused || exchange.request.method == "OPTIONS") return;
  put_headers(cors_of(exchange, exchange.match), exchange.response);
}

}  // namespace

const Step kAnswerSamPreflight{.name = "CORS preflight", .now = answer_preflight};
const Step kApplySamCors{.name = "CORS", .now = apply};

}  // namespace cxsam::gateway
