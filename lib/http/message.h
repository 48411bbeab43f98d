// What HTTP/1.1 requests are as bytes, as pure functions. Strict: what RFC 9112 forbids is refused, so that a body never ends
// elsewhere than the client, or a proxy in between, meant.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cxsam::http {

/// Views point into the bytes that were parsed. Names keep their case; values are trimmed.
using Fields = std::vector<std::pair<std::string_view, std::string_view>>;

/// The first value of a field whatever its case, or "".
std::string_view find_field(const Fields& fields, std::string_view name);

/// Whether a comma-separated list of words, as `Connection` has it, names `word`, in any case.
bool names_word(std::string_view list, std::string_view word);

/// The characters of a field name or a method. Source: RFC 9110, section 5.6.2.
bool is_token(std::string_view text);

enum class Framing : std::uint8_t { None, Length, Chunked };

struct RequestHead {
  std::string_view method;
  std::string_view target;  // as sent: "/path?query", "http://host/path?query", "*"
  Fields fields;
  bool old = false;  // HTTP/1.0
  Framing framing = Framing::None;
  std::uint64_t content_length = 0;
  bool keep_alive = true;
  bool expects_continue = false;
  std::size_t size = 0;  // bytes of the head, its empty line included
  int refusal = 400;     // when it is Malformed: the status that says so (400, 431, 501, 505)
};

enum class Parse : std::uint8_t { Done, NeedMore, Malformed };

struct HeadLimits {
  std::size_t bytes = std::size_t{128} << 10U;  // a client context and an X-Ray cause are headers
  std::size_t fields = 100;
};

/// Reads one request head from the start of `bytes`.
Parse parse_head(std::string_view bytes, RequestHead& head, HeadLimits limits = {});

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

}  // namespace cxsam::http
