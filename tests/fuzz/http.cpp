// The parsers that meet bytes of clients: request heads, chunked bodies, frames of WebSockets.
#include <cstdlib>

#include "http/frames.h"
#include "http/message.h"

using namespace cxsam::http;

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
  if (head.size > bytes.size() || head.method.empty() || head.target.empty()) std::abort();
  check_chunked(bytes.substr(head.size));
}

// Frames mean the same however they are cut, and no message is larger than it may be.
void check_websocket(std::string_view bytes) {
  FrameReader whole({});
  FrameReader pieces({});
  std::size_t heard = 0;
  for (std::string_view rest = bytes; const auto event = whole.next(rest);) {
    if (event->payload.size() > FrameLimits{}.message_bytes) std::abort();
    ++heard;
  }
  for (std::size_t at = 0; at < bytes.size() && !pieces.fault(); at += 3) {
    std::string_view piece = bytes.substr(at, 3);
    while (pieces.next(piece)) --heard;
  }
  if (heard != 0 || whole.fault().has_value() != pieces.fault().has_value()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check_head(bytes);
  check_chunked(bytes);
  check_websocket(bytes);
  return 0;
}
