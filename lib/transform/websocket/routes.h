// The routes of a WebSocket API: each has an integration with a function and the permission to call it.
// Source: AWS SAM developer guide, "WebSocketApiRoute", "WebSocketApiAuth".
#pragma once

#include <string>
#include <vector>

#include "transform/scope.h"

namespace cxsam::transform::websocket {

/// False after an error: keys that no route can have, routes without a function, contradicting `Auth`.
bool check_routes(Scope& api);

/// Adds routes, integrations, permissions and the authorizer of `$connect`; the logical ids of the routes.
std::vector<std::string> add_routes(Scope& api);

}  // namespace cxsam::transform::websocket
