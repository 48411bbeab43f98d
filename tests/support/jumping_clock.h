// A clock for tests of long patience: whoever waits for a time is there at once.
#pragma once

#include <algorithm>

#include "loop/clock.h"

namespace cxsam::test {

/// Not for what has a limit besides its work: the limit is over as soon as it is set.
class JumpingClock final : public Clock {
 public:
  [[nodiscard]] TimePoint now() const override { return now_; }
  [[nodiscard]] WallTime wall() const override { return kBegin + (now_ - TimePoint{}); }

 private:
  static constexpr WallTime kBegin{std::chrono::seconds(1767225600)};

  TimePoint arm(Wait&, TimePoint until) override {
    if (until == TimePoint::max()) return until;
    now_ = std::max(now_, until);
    return TimePoint::min();
  }
  void disarm(Wait&) override {}

  TimePoint now_;
};

}  // namespace cxsam::test
