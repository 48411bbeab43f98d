// Frames of WebSockets, as pure functions over bytes. Source: RFC 6455, section 5.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "http/utf8_check.h"

namespace cxsam::http {

enum class Opcode : std::uint8_t { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };

/// A frame of a server: unmasked and whole.
std::string make_frame(Opcode opcode, std::string_view payload);
/// The payload of a Close frame; a reason of more than 123 bytes is cut.
std::string make_close(std::uint16_t code, std::string_view reason);

struct FrameLimits {
  std::size_t frame_bytes = std::size_t{32} << 10U;
  std::size_t message_bytes = std::size_t{128} << 10U;
};

/// What a client sends: messages whole, control frames as they come between their pieces.
class FrameReader {
 public:
  struct Event {
    Opcode opcode = Opcode::Text;  // Text, Binary, Close, Ping, Pong
    std::string payload;           // of a Close: the reason
    std::uint16_t code = 0;        // of a Close
  };
  /// Why the connection must end.
  struct Fault {
    std::uint16_t code;
    std::string_view reason;
  };

  explicit FrameReader(FrameLimits limits) : limits_(limits) {}

  /// Takes bytes off the front of `bytes` until something has come. Nothing: more bytes are needed, or there is a fault().
  std::optional<Event> next(std::string_view& bytes);
  [[nodiscard]] const std::optional<Fault>& fault() const { return fault_; }

 private:
  struct Header {
    bool final = false;
    Opcode opcode = Opcode::Text;
    std::uint64_t size = 0;
    std::uint8_t mask[4] = {};
  };

  bool read_header(std::string_view& bytes);
  bool accept(std::uint8_t first, std::uint8_t second);
  bool accept_size(std::uint64_t size, std::size_t length_bytes);
  bool read_payload(std::string_view& bytes);
  std::optional<Event> end_frame();
  std::optional<Event> end_close();
  bool fail(std::uint16_t code, std::string_view reason);

  FrameLimits limits_;
  std::string head_;  // of a frame whose header has not come as a whole
  std::optional<Header> header_;
  std::uint64_t taken_ = 0;           // of the frame's payload
  std::string control_;               // payload of a control frame
  std::string message_;               // pieces that have come
  std::optional<Opcode> message_of_;  // a message is under way
  Utf8Check text_;
  std::optional<Fault> fault_;
};

}  // namespace cxsam::http
