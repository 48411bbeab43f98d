// The private channel between cxsam and its own bootstraps: frames over two pipes that the process inherits, events on
// descriptor 3 and answers on 4. (Of a Unix socket, each read would wake the other side, which may write again: Linux,
// unix_write_space.) A frame is its size (u32), a kind (one byte) and a body; numbers are little-endian. Strings inside bodies
// carry their size (u32). Half the CPU of the Runtime API over TCP, and nothing that a handler can see.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace cxsam::runtime {

enum class FrameKind : char {
  Invoke = 'I',       // to the process: request id, deadline (ms since 1970), ARN, trace id, client context, tenant id,
                      // Cognito identity, payload
  Ready = 'N',        // initialised; waits for the first invocation
  Restored = 'P',     // of a snapshot: initialised, and restored now
  InitError = 'X',    // error type, error document
  Response = 'R',     // the whole answer
  Error = 'E',        // error type, error document
  LastError = 'L',    // the same, from a process that ends now: it takes no further invocation
  StreamHead = 'S',   // content type
  StreamData = 'D',   // bytes
  StreamEnd = 'F',    // nothing
  StreamError = 'T',  // error type, error document
};

struct Frame {
  FrameKind kind{};
  std::string body;
};

/// A larger frame than any legal answer is a broken channel.
inline constexpr std::size_t kMaxFrameBytes = std::size_t{64} << 20U;

/// One frame with `strings` in its body and `tail`, which runs to the end.
std::string encode_frame(FrameKind kind, std::initializer_list<std::string_view> strings, std::string_view tail);

/// Takes frames off a stream of bytes.
class FrameReader {
 public:
  void feed(std::string_view bytes);
  /// The next whole frame, if there is one.
  std::optional<Frame> next();
  [[nodiscard]] bool broken() const { return broken_; }
  void reset();

 private:
  std::string bytes_;
  std::size_t start_ = 0;
  bool broken_ = false;
};

/// Takes a string with its size off the front of `body`; nothing when it is cut short.
std::optional<std::string_view> take_string(std::string_view& body);

}  // namespace cxsam::runtime
