// Time, handed down from the command so that a test moves it by hand. From `loop` up nothing asks the system for it.
#pragma once

#include <chrono>

#include "loop/task.h"

namespace cxsam {

class Wait;

class Clock {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;
  using WallTime = std::chrono::system_clock::time_point;

  Clock() = default;
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  virtual ~Clock() = default;

  /// For durations and deadlines: never goes back.
  [[nodiscard]] virtual TimePoint now() const = 0;
  /// For people and for AWS: the date and time of this machine.
  [[nodiscard]] virtual WallTime wall() const = 0;

  /// The time `duration` from now; TimePoint::max() when that is beyond all times.
  [[nodiscard]] TimePoint after(std::chrono::nanoseconds duration) const;

  /// Wait. They return early, without a throw, when the coroutine is cancelled.
  Task<void> sleep_until(TimePoint time);
  Task<void> sleep_for(std::chrono::nanoseconds duration);

 private:
  friend class Wait;
  /// `wait` begins. Gives when it ends by itself, on the system's steady clock.
  virtual TimePoint arm(Wait& wait, TimePoint until) = 0;
  virtual void disarm(Wait& wait) = 0;
};

class SystemClock final : public Clock {
 public:
  [[nodiscard]] TimePoint now() const override;
  [[nodiscard]] WallTime wall() const override;

 private:
  TimePoint arm(Wait& wait, TimePoint until) override;
  void disarm(Wait& wait) override;
};

}  // namespace cxsam
