// The parser that meets bytes of a function's process: frames. (Its HTTP is of `http`.)
#include "runtime/frames.h"

using cxsam::runtime::FrameReader;
using cxsam::runtime::take_string;

namespace {

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
  check_frames(bytes);
  return 0;
}
