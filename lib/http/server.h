// An HTTP/1.1 server on one loop, plain or through TLS; it knows nothing of Lambda.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "loop/world.h"

namespace cxsam {
class TlsContext;
}

namespace cxsam::http {

/// In the order of the wire, names as the client wrote them.
using Headers = std::vector<std::pair<std::string, std::string>>;

/// The first value of a header, whatever its case, or "".
std::string_view find_header(const Headers& headers, std::string_view name);

/// Whether a header of that name has `word` in its comma-separated list, both in any case. There may be several such headers.
bool header_lists(const Headers& headers, std::string_view name, std::string_view word);

struct Request {
  std::string method;
  std::string target;  // path and query as sent, or `*`
  Headers headers;
  std::string body;
  std::string remote_address;
  std::string protocol;            // "HTTP/1.1"
  bool secure = false;             // came through TLS
  std::string client_certificate;  // PEM, verified; "" without mutual TLS
};

/// Where a body that comes in parts is written to.
struct BodyWriter {
  virtual ~BodyWriter() = default;
  /// Returns when the client has taken the bytes, as far as the system tells. False when it has gone: nothing need follow.
  virtual Task<bool> write(std::string bytes) = 0;
};

class WebSocket;  // http/websocket.h

struct Response {
  int status = 200;
  Headers headers;  // Content-Length, Transfer-Encoding and Connection are the server's
  std::string body;
  /// Instead of `body`: writes it in parts. It is called once, after the head has left; false breaks the answer off, which the
  /// client notices.
  std::function<Task<bool>(BodyWriter&)> stream = {};
  /// Instead of an answer to a request that asks for a WebSocket (asks_for_websocket()): the connection becomes one, and is
  /// one until this has run. The status is 101 then.
  std::function<Task<void>(std::shared_ptr<WebSocket>)> upgrade = {};
};

/// `idle` is how long a connection may wait between requests; a head must arrive within `head`, a body within `body`,
/// and an answer must be taken within `body`.
struct ServerLimits {
  std::uint64_t body_bytes = std::uint64_t{10} << 20U;
  std::uint32_t header_bytes = 64U << 10U;
  std::uint32_t headers = 1000;
  std::chrono::seconds idle{75};
  std::chrono::seconds head{30};
  std::chrono::seconds body{300};
  std::uint32_t connections = 4096;
  std::size_t frame_bytes = std::size_t{32} << 10U;     // of a WebSocket's client
  std::size_t message_bytes = std::size_t{128} << 10U;  // the same
};

struct ServerOptions {
  ServerLimits limits = {};
  std::shared_ptr<const TlsContext> tls = {};  // null: plain HTTP
};

using Handler = std::function<Task<Response>(Request)>;

/// The answer to a request that the handler never sees (400, 413, 431), or that it failed on (500), or to a connection
/// too many (503). Without one the answer has no body.
using Refusal = std::function<Response(int status)>;

/// Listens and serves until stop(). An exception that leaves the handler becomes a 500 answer and is reported; the server
/// lives.
class Server {
 public:
  /// Errors: address in use, permission, no such address.
  static Result<std::unique_ptr<Server>> listen(const World& world, const std::string& host, std::uint16_t port,
                                                ServerOptions options, Handler handler, Refusal refusal = {});
  virtual ~Server() = default;
  [[nodiscard]] virtual std::uint16_t port() const = 0;
  /// Stops accepting, lets answers under way finish for at most `grace`, then closes.
  virtual Task<void> stop(std::chrono::milliseconds grace) = 0;
};

}  // namespace cxsam::http
