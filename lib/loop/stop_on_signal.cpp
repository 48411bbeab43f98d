#include "loop/stop_on_signal.h"

#include <csignal>

namespace cxsam {

StopOnSignal::StopOnSignal(Loop& loop) : signals_(loop, SIGINT, SIGTERM) {
  signals_.async_wait([this, &loop](const boost::system::error_code& error, int) {
    if (error) return;
    came_ = true;
    signals_.clear();
    loop.stop();
  });
}

}  // namespace cxsam
