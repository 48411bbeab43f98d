// A connection over which both sides send messages. Source: RFC 6455.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "http/server.h"
#include "loop/clock.h"

namespace cxsam::http {

/// Of RFC 6455, section 7.4.1. The last two are never sent: the client gave no code, and went without a word.
enum CloseCode : std::uint16_t {
  kNormalClosure = 1000,
  kGoingAway = 1001,
  kProtocolError = 1002,
  kUnsupportedData = 1003,
  kInvalidPayload = 1007,
  kPolicyViolation = 1008,
  kMessageTooBig = 1009,
  kInternalError = 1011,
  kNoStatus = 1005,
  kAbnormalClosure = 1006,
};

class WebSocket {
 public:
  struct Message {
    std::string payload;
    bool binary = false;  // else it is UTF-8
  };
  /// How it ended: what the client said, or what was said to it.
  struct Closing {
    std::uint16_t code = kAbnormalClosure;
    std::string reason;
    bool by_client = false;
  };

  WebSocket() = default;
  WebSocket(const WebSocket&) = delete;
  WebSocket& operator=(const WebSocket&) = delete;
  virtual ~WebSocket() = default;

  /// The next message. Nothing when it is over: closing() says how. Pings are answered meanwhile. One reader at a time.
  virtual Task<std::optional<Message>> read() = 0;
  /// Returns when the system has taken it; false when the client has gone. Any number at a time, in order.
  virtual Task<bool> write(Message message) = 0;
  /// Says goodbye; read() ends when the client has answered, or two seconds later. What is said first counts.
  virtual void close(std::uint16_t code, std::string reason) = 0;
  [[nodiscard]] virtual bool is_open() const = 0;
  [[nodiscard]] virtual const Closing& closing() const = 0;
  /// When the last frame came or went, pings included.
  [[nodiscard]] virtual Clock::TimePoint last_active() const = 0;
};

/// Whether a request means to become a WebSocket.
bool asks_for_websocket(const Request& request);
/// Why such a request cannot become one, for a person; "" when it can.
std::string websocket_fault(const Request& request);

}  // namespace cxsam::http
