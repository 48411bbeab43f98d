// What integrations without proxy make of messages, and of what answers them.
// Sources: API Gateway developer guide, "Set up data mapping for WebSocket APIs in API Gateway", "WebSocket API mapping
// template reference for API Gateway".
#pragma once

#include <string>

#include "base/result.h"
#include "gateway/mapping/request_mapping.h"
#include "gateway/mapping/response_mapping.h"
#include "gateway/websocket/event.h"

namespace cxsam::gateway::websocket {

/// The parameters alone, with the body as it is: what passes messages on gets that. Error: the body is no JSON, and a mapping
/// looks into it.
Result<MappedRequest> map_parameters(const Happening& happening, const application::Mapping& mapping);

/// What an integration gets of a message. The error is why it gets none.
Result<MappedRequest> map_message(const Happening& happening, const application::WebSocketRoute& route);

/// What a client gets of an answer. The error is why it gets none.
Result<http::Response> map_answer(const Happening& happening, const application::Mapping& mapping, BackendAnswer answer);

}  // namespace cxsam::gateway::websocket
