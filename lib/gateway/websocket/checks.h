// What keeps a message, or a client, from a route: API keys, throttling, models.
// Sources: API Gateway developer guide, "Request validation for WebSocket APIs in API Gateway", "WebSocket selection
// expressions", "Quotas for configuring and running a WebSocket API".
#pragma once

#include <optional>

#include "application/websocket_api.h"
#include "gateway/failure.h"
#include "gateway/served.h"
#include "gateway/websocket/event.h"

namespace cxsam::gateway::websocket {

/// Why it does not get to the route; nothing when it does. The key of a Connect is kept in `connection`, and counts for the
/// messages.
std::optional<Failure> check(const Served& served, const Happening& happening, const application::WebSocketRoute& route,
                             Connection& connection);

}  // namespace cxsam::gateway::websocket
