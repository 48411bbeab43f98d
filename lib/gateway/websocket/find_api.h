// Which WebSocket API a client means.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "application/application.h"
#include "http/server.h"

namespace cxsam::gateway::websocket {

/// By the API's own host ("chat.localhost:3000", with its stage as path or none), by the stage in the path ("/prod"), or, where
/// there is only one, by nothing at all. Null when no API is meant.
const application::WebSocketApi* find_api(const application::Application& application, const http::Request& request);

/// The APIs whose connections a request of a backend may mean: by host, else by stage, or all where it names neither.
std::vector<const application::WebSocketApi*> apis_at(const application::Application& application, const http::Request& request,
                                                      std::string_view stage);

/// The host under which an API answers alone.
std::string own_host(const application::WebSocketApi& api);

}  // namespace cxsam::gateway::websocket
