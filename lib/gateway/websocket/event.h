// What functions get of a WebSocket.
// Source: API Gateway developer guide, "Working with WebSocket APIs"; events recorded on AWS.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "application/websocket_api.h"
#include "gateway/request_ids.h"
#include "gateway/websocket/connections.h"
#include "http/server.h"

namespace cxsam::gateway::websocket {

/// Everything an event is made of; all of it outlives the call that takes it.
struct Happening {
  enum class Kind : std::uint8_t { Connect, Message, Disconnect } kind;
  const application::WebSocketApi& api;
  const Connection& connection;
  std::string_view route_key;
  const RequestIds& ids;
  std::uint16_t port = 0;
  const http::Request* request = nullptr;             // of a Connect
  std::string_view message_id = {};                   // of a Message
  std::string_view body = {};                         // the same
  const http::WebSocket::Closing* closing = nullptr;  // of a Disconnect
};

std::string make_event(const Happening& happening);

/// What the function of an authorizer gets of a Connect: type REQUEST.
std::string make_authorizer_event(const Happening& happening, std::string_view method_arn);

/// Its `requestContext` alone, which is `$context` in templates.
std::string make_request_context(const Happening& happening);

/// What the client hears of a failure: {"message": "Forbidden", "connectionId":"...", "requestId":"..."}.
std::string failure_text(const Happening& happening, std::string_view message);

}  // namespace cxsam::gateway::websocket
