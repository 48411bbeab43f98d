#include "loop/stop.h"

namespace cxsam {

Task<bool> Stop::wait(Clock::TimePoint until) const {
  const std::shared_ptr<State> state = state_;
  while (!state->requested && state->clock.now() < until) co_await state->asked.wait(until);
  co_return state->requested;
}

void StopSource::request() {
  stop_.state_->requested = true;
  stop_.state_->asked.notify();
}

}  // namespace cxsam
