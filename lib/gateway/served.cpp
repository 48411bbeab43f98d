#include "gateway/served.h"

#include "gateway/target.h"

namespace cxsam::gateway {

Way way_of(const Served& served, const http::Request& request) {
  return served.routing.of(http::find_header(request.headers, "host"), split_target(request.target).path);
}

void note(const Served& served, const std::string& function, std::string text, std::vector<std::string> hints) {
  served.services.journal.record({.time = served.services.world.clock.wall(),
                                  .function = function,
                                  .what = invoke::LogEvent::Note{.text = std::move(text), .hints = std::move(hints)}});
}

}  // namespace cxsam::gateway
