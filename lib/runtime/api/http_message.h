// The HTTP/1.1 that runtime clients speak, as pure functions over bytes: request heads, chunked bodies with trailers, and
// answers. Strict: what RFC 9112 forbids is refused, so that a body never ends elsewhere than the client meant.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cxsam::runtime {

/// Views point into the bytes that were parsed. Names keep their case; values are trimmed.
using Fields = std::vector<std::pair<std::string_view, std::string_view>>;

/// The first value of a field whatever its case, or "".
std::string_view find_field(const Fields& fields, std::string_view name);

enum class Framing : std::uint8_t { None, Length, Chunked };

struct RequestHead {
  std::string_view method;
  std::string_view target;  // path and query as sent
  Fields fields;
  Framing framing = Framing::None;
  std::uint64_t content_length = 0;
  bool keep_alive = true;
  bool expects_continue = false;
  std::size_t size = 0;  // bytes of the head, its empty line included
};

enum class Parse : std::uint8_t { Done, NeedMore, Malformed };

inline constexpr std::size_t kMaxHeadBytes = std::size_t{128} << 10U;  // a client context and an X-Ray cause are headers
inline constexpr std::size_t kMaxFields = 100;

/// Reads one request head from the start of `bytes`.
Parse parse_head(std::string_view bytes, RequestHead& head);

/// Decodes a chunked body piece by piece.
class ChunkedBody {
 public:
  /// Takes bytes off the front of `bytes` and appends what they carry to `data`. Done: the last chunk and the trailers
  /// were read; what is left in `bytes` is the next request.
  Parse feed(std::string_view& bytes, std::string& data);

  /// Trailer fields, once Done.
  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& trailers() const { return trailers_; }

 private:
  enum class State : std::uint8_t { Size, Data, DataEnd, Trailers, Done };
  Parse take_line(std::string_view& bytes, std::size_t limit);
  Parse read_size();
  Parse read_trailer();

  State state_ = State::Size;
  std::uint64_t left_ = 0;  // of the chunk under way
  std::string line_;        // of a size or trailer that came in pieces
  std::size_t trailer_bytes_ = 0;
  std::vector<std::pair<std::string, std::string>> trailers_;
};

/// One answer, head and body in one piece: written apart, Nagle's algorithm and delayed acknowledgements cost 40 ms a call.
std::string render_answer(int status, std::string_view content_type, std::string_view extra_fields, std::string_view body,
                          bool keep_alive);

}  // namespace cxsam::runtime
