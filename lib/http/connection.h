// What the files of this room share: a client's connection, and what connections have in common.
#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <utility>

#include "http/server.h"
#include "http/socket.h"
#include "loop/heartbeat.h"
#include "loop/signal.h"

namespace cxsam::http {

/// One client. Whoever wants to end it closes the socket; its coroutine then ends by itself.
struct Connection {
  explicit Connection(boost::asio::ip::tcp::socket accepted)
      : socket(std::move(accepted)), remote_address(socket.remote_address()) {}

  Socket socket;
  ReadBuffer buffer;
  Clock::TimePoint deadline = Clock::TimePoint::max();  // looked at once a second
  bool busy = false;                                    // from the first byte of a request to the last of its answer
  std::function<void()> leave = {};                     // of a WebSocket: says goodbye when the server stops
  std::string remote_address;
};

/// What connections share; it outlives the server for as long as a handler runs.
struct Shared {
  Shared(const World& world, ServerOptions options, Handler handler, Refusal refusal)
      : world(world),
        limits(options.limits),
        tls(std::move(options.tls)),
        handler(std::move(handler)),
        refusal(std::move(refusal)),
        drained(world.clock),
        heartbeat(world) {}

  World world;
  ServerLimits limits;
  std::shared_ptr<const TlsContext> tls;
  Handler handler;
  Refusal refusal;
  std::set<std::shared_ptr<Connection>> connections;
  Signal drained;       // the server stops, and no connection is left
  Heartbeat heartbeat;  // for the timers of requests
  bool stopping = false;
  bool sweeping = false;

  [[nodiscard]] Response refuse(int status) const {
    if (refusal) return refusal(status);
    return {.status = status, .headers = {}, .body = {}};
  }
};

}  // namespace cxsam::http
