// A client's life on a WebSocket API: `$connect`, messages, `$disconnect`.
#pragma once

#include <functional>
#include <memory>

#include "gateway/served.h"
#include "gateway/websocket/connections.h"
#include "http/server.h"

namespace cxsam::gateway::websocket {

/// What sessions share. It outlives reloads.
struct Hub {
  explicit Hub(const World& world) : connections(world) {}

  Connections connections;
  /// What is served now: each message meets the newest version.
  std::function<std::shared_ptr<const Served>()> current = {};
};

/// Answers a request that asks for a WebSocket (http::asks_for_websocket()). It is let in when `$connect` answers 2xx.
Task<http::Response> connect(std::shared_ptr<Hub> hub, std::shared_ptr<const Served> served, http::Request request);

}  // namespace cxsam::gateway::websocket
