// A clock for tests: time stands still until it is moved.
#pragma once

#include <map>

#include "loop/clock.h"

namespace cxsam {

class ManualClock final : public Clock {
 public:
  /// Begins in 2026, on a Thursday at midnight (UTC). `loop` is run by advance() only.
  explicit ManualClock(Loop& loop) : loop_(loop) {}

  [[nodiscard]] TimePoint now() const override { return now_; }
  [[nodiscard]] WallTime wall() const override { return kBegin + (now_ - TimePoint{}); }

  /// Moves on. What waits wakes at its own time and in order, and whatever is ready runs before time moves further; so does
  /// what is ready at the beginning: advance(0) runs that alone.
  void advance(std::chrono::nanoseconds duration);

  /// How many wait for a time.
  [[nodiscard]] std::size_t waiting() const { return waits_.size(); }

 private:
  static constexpr WallTime kBegin{std::chrono::seconds(1767225600)};

  TimePoint arm(Wait& wait, TimePoint until) override;
  void disarm(Wait& wait) override;
  void run_ready();

  Loop& loop_;
  TimePoint now_;
  std::multimap<TimePoint, Wait*> waits_;
};

}  // namespace cxsam
