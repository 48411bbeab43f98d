// Which WebSocket API a client means.
#pragma once

#include <string>

#include "application/application.h"
#include "http/server.h"

namespace cxsam::gateway::websocket {

/// By the API's own host ("chat.localhost:3000", with its stage as path or none), by the stage in the path ("/prod"), or, where
/// there is only one, by nothing at all. Null when no API is meant.
const application::WebSocketApi* find_api(const application::Application& application, const http::Request& request);

/// The host under which an API answers alone.
std::string own_host(const application::WebSocketApi& api);

}  // namespace cxsam::gateway::websocket
