#include "loop/manual_clock.h"

#include <algorithm>

#include "loop/wait.h"

namespace cxsam {

Clock::TimePoint ManualClock::arm(Wait& wait, TimePoint until) {
  if (until <= now_) return TimePoint::min();
  if (until != TimePoint::max()) waits_.emplace(until, &wait);
  return TimePoint::max();
}

void ManualClock::disarm(Wait& wait) {
  std::erase_if(waits_, [&](const auto& entry) { return entry.second == &wait; });
}

void ManualClock::run_ready() {
  loop_.restart();
  loop_.poll();
}

void ManualClock::advance(std::chrono::nanoseconds duration) {
  const TimePoint until = now_ + duration;
  run_ready();
  while (!waits_.empty() && waits_.begin()->first <= until) {
    const auto first = waits_.extract(waits_.begin());
    now_ = first.key();
    first.mapped()->wake();
    run_ready();
  }
  now_ = until;
}

}  // namespace cxsam
