// One wait of one coroutine: it ends at its time, or when it is woken. The piece that Clock, Signal and ManualClock share.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>

#include "loop/clock.h"

namespace cxsam {

class Wait {
 public:
  Wait(const boost::asio::any_io_executor& executor, Clock& clock, Clock::TimePoint until)
      : clock_(clock), timer_(executor, clock.arm(*this, until)) {}
  Wait(const Wait&) = delete;
  Wait& operator=(const Wait&) = delete;
  ~Wait() { clock_.disarm(*this); }

  /// Once.
  Task<void> end();
  void wake() { timer_.cancel(); }

 private:
  Clock& clock_;
  boost::asio::steady_timer timer_;
};

}  // namespace cxsam
