// Records on their way to one subscriber: kept until there are enough of them, or they have waited long enough.
#pragma once

#include <cstddef>
#include <deque>
#include <string>

#include "loop/clock.h"
#include "runtime/telemetry/subscription.h"

namespace cxsam::runtime {

class TelemetryBuffer {
 public:
  explicit TelemetryBuffer(Subscription::Buffering rules) : rules_(rules) {}

  void add(std::string record, Clock::TimePoint now);
  [[nodiscard]] bool empty() const { return records_.empty() && dropped_records_ == 0; }
  /// When the next batch is due; max() when there is nothing.
  [[nodiscard]] Clock::TimePoint due() const;
  /// The next batch: at most what one may hold. `wall` is the time of a record that tells what was dropped.
  std::deque<std::string> take(Clock::TimePoint now, Clock::WallTime wall);

 private:
  Subscription::Buffering rules_;
  std::deque<std::string> records_;
  std::size_t bytes_ = 0;
  Clock::TimePoint since_{};  // the first of them
  std::size_t dropped_records_ = 0;
  std::size_t dropped_bytes_ = 0;
};

}  // namespace cxsam::runtime
