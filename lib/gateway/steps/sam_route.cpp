// Routes as SAM CLI finds them.
#include "gateway/exchange.h"
#include "gateway/steps/step.h"

namespace cxsam::gateway {
namespace {

/// The slashes at both ends belong to what a greedy parameter takes, but for the one in front of it. `$default` is a greedy
/// parameter, too, with a name of its own.
void take_rest(RouteMatch& match, std::string_view path) {
  if (match.route->path == "$default" && path.size() > 1) match.parameters = {{"any_path", path.substr(1)}};
  if (match.parameters.empty() || !match.route->path.ends_with("+}")) return;
  std::string_view& value = match.parameters.back().second;
  auto begin = static_cast<std::size_t>(value.data() - path.data());
  while (begin >= 2 && path[begin - 2] == '/') --begin;
  value = path.substr(begin);
}

void run(Exchange& exchange) {
  const RouteTable& routes = *exchange.way.routes;
  exchange.kind = application::Api::Kind::Rest;  // where no route is found
  exchange.match = routes.find(exchange.request.method, exchange.target.path);
  if (!exchange.match) return exchange.refuse(Failure::NoRoute);
  exchange.kind = exchange.match.api->kind;
  take_rest(exchange.match, exchange.target.path);
  const bool head_of_get = exchange.request.method == "HEAD" && exchange.match.route->method == "GET";
  if (head_of_get) exchange.refuse(Failure::BadFunctionAnswer);
}

}  // namespace

const Step kFindSamRoute{.name = "route", .now = run};

}  // namespace cxsam::gateway
