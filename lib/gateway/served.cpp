#include "gateway/served.h"

namespace cxsam::gateway {

void note(const Served& served, const std::string& function, std::string text, std::vector<std::string> hints) {
  served.services.journal.record({.time = served.services.world.clock.wall(),
                                  .function = function,
                                  .what = invoke::LogEvent::Note{.text = std::move(text), .hints = std::move(hints)}});
}

}  // namespace cxsam::gateway
