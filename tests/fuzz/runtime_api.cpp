// The parsers that meet bytes of a function's process: request heads, chunked bodies, frames.
#include <cstdlib>

#include "runtime/api/http_message.h"
#include "runtime/frames.h"

using namespace cxsam::runtime;

namespace {

// A body decodes to the same bytes however it is cut.
void check_chunked(std::string_view bytes) {
  ChunkedBody whole;
  std::string whole_data;
  std::string_view rest = bytes;
  const Parse expected = whole.feed(rest, whole_data);

  ChunkedBody pieces;
  std::string data;
  Parse result = Parse::NeedMore;
  for (std::size_t at = 0; at < bytes.size() && result == Parse::NeedMore; at += 3) {
    std::string_view piece = bytes.substr(at, 3);
    result = pieces.feed(piece, data);
  }
  if (bytes.empty()) return;
  if (result != expected || (expected == Parse::Done && data != whole_data)) std::abort();
}

void check_head(std::string_view bytes) {
  RequestHead head;
  if (parse_head(bytes, head) != Parse::Done) return;
  if (head.size > bytes.size() || head.method.empty() || !head.target.starts_with('/')) std::abort();
  check_chunked(bytes.substr(head.size));
}

void check_frames(std::string_view bytes) {
  FrameReader reader;
  for (std::size_t at = 0; at < bytes.size(); at += 7) {
    reader.feed(bytes.substr(at, 7));
    while (const auto frame = reader.next()) {
      std::string_view body = frame->body;
      while (take_string(body)) {
      }
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check_head(bytes);
  check_chunked(bytes);
  check_frames(bytes);
  return 0;
}
