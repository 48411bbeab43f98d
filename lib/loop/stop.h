// A wish to end, handed to those who should: they look at it between two steps, or wait for it.
#pragma once

#include <memory>

#include "loop/signal.h"

namespace cxsam {

/// A copy asks for the same end.
class Stop {
 public:
  [[nodiscard]] bool requested() const { return state_->requested; }
  /// True once the end is asked for; false when that has not happened at `until`. So a pause that ends early is
  /// `co_await stop.wait(clock.after(pause))`.
  Task<bool> wait(Clock::TimePoint until = Clock::TimePoint::max()) const;

 private:
  friend class StopSource;
  struct State {
    explicit State(Clock& clock) : clock(clock), asked(clock) {}
    Clock& clock;
    Signal asked;
    bool requested = false;
  };
  explicit Stop(std::shared_ptr<State> state) : state_(std::move(state)) {}

  std::shared_ptr<State> state_;
};

class StopSource {
 public:
  explicit StopSource(Clock& clock) : stop_(std::make_shared<Stop::State>(clock)) {}
  [[nodiscard]] const Stop& stop() const { return stop_; }
  /// For good.
  void request();

 private:
  Stop stop_;
};

}  // namespace cxsam
