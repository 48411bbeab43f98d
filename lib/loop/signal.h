// Wakes coroutines that wait for a change. It carries no value: who wakes looks again at what it waits for.
#pragma once

#include <chrono>

#include <boost/asio/steady_timer.hpp>

#include "loop/task.h"

namespace cxsam {

class Signal {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;

  explicit Signal(Loop& loop) : timer_(loop) {}

  /// Wakes all who wait now.
  void notify() { timer_.cancel(); }
  /// Returns after notify(), or at `until`. With several waiters the last `until` counts for all.
  Task<void> wait(TimePoint until = TimePoint::max());

 private:
  boost::asio::steady_timer timer_;
};

}  // namespace cxsam
