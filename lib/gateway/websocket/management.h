// `@connections`: how a backend speaks to the clients of a WebSocket API.
// Sources: API Gateway developer guide, "Use @connections commands in your backend service"; API Gateway Management API
// reference; "Control access to WebSocket APIs with IAM authorization".
#pragma once

#include <memory>
#include <string_view>

#include "gateway/served.h"
#include "gateway/websocket/connections.h"
#include "http/server.h"

namespace cxsam::gateway::websocket {

/// Whether a target has the form `/stage/@connections/ID`, also without the stage.
bool names_connection(std::string_view target);

/// POST sends the body, GET says who it is, DELETE ends it. The host may be an API's own, the stage must be that of an API.
/// Signatures are checked where there is somebody who may sign.
Task<http::Response> manage(std::shared_ptr<const Served> served, const Connections& connections, http::Request request);

}  // namespace cxsam::gateway::websocket
