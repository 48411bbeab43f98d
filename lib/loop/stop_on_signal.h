// Ctrl-C for a command that waits.
#pragma once

#include <boost/asio/signal_set.hpp>

#include "loop/task.h"

namespace cxsam {

/// While it lives, the first SIGINT or SIGTERM stops the loop. A second one is the system's, which ends the program.
class StopOnSignal {
 public:
  explicit StopOnSignal(Loop& loop);
  StopOnSignal(const StopOnSignal&) = delete;
  StopOnSignal& operator=(const StopOnSignal&) = delete;

  [[nodiscard]] bool came() const { return came_; }

 private:
  boost::asio::signal_set signals_;
  bool came_ = false;
};

}  // namespace cxsam
