// What answers a route of a WebSocket API: a function, with or without proxy, a server, a service of AWS, or a MOCK.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "gateway/served.h"
#include "gateway/websocket/event.h"
#include "http/server.h"

namespace cxsam::gateway::websocket {

struct Answer {
  http::Response response = {};   // what `$connect` is answered with, and of which a two-way route gives the body
  std::string_view failure = {};  // the words of API Gateway for what went wrong; "" when nothing did
  int failure_status = 502;       // as `$connect` answers it
};

/// Calls the route's integration. Everything outlives the task. Sources: API Gateway developer guide, "Set up an integration
/// request in API Gateway" and "Set up a WebSocket API integration response in API Gateway".
Task<Answer> answer_route(const Served& served, const Happening& happening, const application::WebSocketRoute& route);

}  // namespace cxsam::gateway::websocket
