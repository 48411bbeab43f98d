// The parsers that meet bytes of a function's process: frames, subscriptions. (Its HTTP is of `http`.)
#include <cstdlib>

#include "runtime/frames.h"
#include "runtime/telemetry/subscription.h"

using namespace cxsam::runtime;

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

void check_subscription(std::string_view bytes) {
  for (const auto api : {Subscription::Api::Telemetry, Subscription::Api::Logs}) {
    const auto read = read_subscription(api, bytes);
    if (!read && read.error().message.empty()) std::abort();
    if (read && (read->destination.port == 0 || read->destination.path.find('\n') != std::string::npos)) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check_frames(bytes);
  check_subscription(bytes);
  return 0;
}
