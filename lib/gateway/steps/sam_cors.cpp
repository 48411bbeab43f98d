// CORS as SAM CLI has it: OPTIONS is answered wherever a path has CORS settings, and every answer has their headers.
#include "gateway/exchange.h"
#include "gateway/sam/cors.h"
#include "gateway/sam/routes.h"
#include "gateway/steps/step.h"

namespace cxsam::gateway {
namespace {

using application::Api;
using application::Cors;

/// A mock that answers OPTIONS at this path goes before the application's settings.
std::optional<Cors> cors_of(const Exchange& exchange, const RouteMatch& match) {
  const RouteMatch options = exchange.way.routes->find("OPTIONS", exchange.target.path);
  const bool mocked = match.api->kind == Api::Kind::Rest && options.api == match.api;
  if (mocked && options.route->integration.is<application::Mock>()) return mocked_cors(options.route->integration);
  return match.api->cors;
}

http::Headers headers_of(const Exchange& exchange, const Cors& cors, Api::Kind kind) {
  if (kind == Api::Kind::Rest) return fixed_cors(cors);
  return sam_cors(cors, http::find_header(exchange.request.headers, "origin"));
}

void answer_preflight(Exchange& exchange) {
  if (exchange.request.method != "OPTIONS") return;
  const RouteMatch match = any_route_at(*exchange.way.routes, exchange.target.path);
  const std::optional<Cors> cors = match ? cors_of(exchange, match) : std::nullopt;
  if (cors) exchange.answer(sam_preflight(headers_of(exchange, *cors, match.api->kind)));
}

void apply(Exchange& exchange) {
  if (exchange.refused || exchange.request.method == "OPTIONS") return;
  const std::optional<Cors> cors = exchange.match ? cors_of(exchange, exchange.match) : std::nullopt;
  if (cors) put_headers(headers_of(exchange, *cors, exchange.kind), exchange.response);
}

}  // namespace

const Step kAnswerSamPreflight{.name = "CORS preflight", .now = answer_preflight};
const Step kApplySamCors{.name = "CORS", .now = apply};

}  // namespace cxsam::gateway
