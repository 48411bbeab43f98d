// Routes as the server of `sam local start-api` knows them: OPTIONS has one wherever CORS is set.
#pragma once

#include <string_view>

#include "gateway/route_table.h"

namespace cxsam::gateway {

/// The route for OPTIONS at a path, else that of any other method: CORS settings are of the path.
RouteMatch any_route_at(const RouteTable& routes, std::string_view path);

/// The route that takes a request, preflights included.
RouteMatch find_sam_route(const RouteTable& routes, std::string_view method, std::string_view path);

}  // namespace cxsam::gateway
