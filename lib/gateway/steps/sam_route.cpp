// Routes as SAM CLI finds them.
#include "gateway/exchange.h"
#include "gateway/steps/step.h"

namespace cxsam::gateway {
namespace {

/// `$default` is a greedy parameter with a name of its own.
void name_rest(RouteMatch& match, std::string_view path) {
  if (match.route->path == "$default" && path.size() > 1) match.parameters = {{"any_path", path.substr(1)}};
}

void run(Exchange& exchange) {
  const RouteTable& routes = *exchange.way.routes;
  exchange.kind = application::Api::Kind::Rest;  // where no route is found
  exchange.match = routes.find(exchange.request.method, exchange.target.path);
  if (!exchange.match) return exchange.refuse(Failure::NoRoute);
  exchange.kind = exchange.match.api->kind;
  name_rest(exchange.match, exchange.target.path);
  const bool head_of_get = exchange.request.method == "HEAD" && exchange.match.route->method == "GET";
  if (head_of_get) exchange.refuse(Failure::BadFunctionAnswer);
}

}  // namespace

const Step kFindSamRoute{.name = "route", .now = run};

}  // namespace cxsam::gateway
