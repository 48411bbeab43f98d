#include "gateway/sam/routes.h"

#include <utility>

namespace cxsam::gateway {

RouteMatch any_route_at(const RouteTable& routes, std::string_view path) {
  for (const std::string_view method : {"OPTIONS", "GET", "POST", "PUT", "DELETE", "PATCH", "HEAD"})
    if (RouteMatch match = routes.find(method, path)) return match;
  return {};
}

RouteMatch find_sam_route(const RouteTable& routes, std::string_view method, std::string_view path) {
  if (RouteMatch match = routes.find(method, path)) return match;
  if (method != "OPTIONS") return {};
  RouteMatch match = any_route_at(routes, path);
  return match && match.api->cors ? std::move(match) : RouteMatch{};
}

}  // namespace cxsam::gateway
