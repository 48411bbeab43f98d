// `@connections`: how a backend speaks to the clients of a WebSocket API.
// Source: API Gateway developer guide, "Use @connections commands in your backend service"; API Gateway Management API
// reference.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "gateway/websocket/connections.h"
#include "http/server.h"

namespace cxsam::gateway::websocket {

/// The connection that a target of the form `/stage/@connections/ID` (or without a stage) names, decoded; nothing for others.
std::optional<std::string> managed_connection(std::string_view target);

/// POST sends the body, GET says who it is, DELETE ends it.
Task<http::Response> manage(const Connections& connections, World world, std::string id, http::Request request);

}  // namespace cxsam::gateway::websocket
