// Wakes coroutines that wait for a change. It carries no value: who wakes looks again at what it waits for.
#pragma once

#include <vector>

#include "loop/clock.h"

namespace cxsam {

class Signal {
 public:
  explicit Signal(Clock& clock) : clock_(clock) {}
  Signal(const Signal&) = delete;
  Signal& operator=(const Signal&) = delete;
  /// Wakes all who wait.
  ~Signal();

  /// Wakes all who wait now.
  void notify();
  /// Returns after notify(), or at `until`.
  Task<void> wait(Clock::TimePoint until = Clock::TimePoint::max());

 private:
  struct Waiter;

  Clock& clock_;
  std::vector<Waiter*> waiters_;
};

}  // namespace cxsam
