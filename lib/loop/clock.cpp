#include "loop/clock.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "loop/wait.h"

namespace cxsam {

namespace asio = boost::asio;

Task<void> Wait::end() {
  boost::system::error_code woken;
  co_await timer_.async_wait(asio::redirect_error(asio::use_awaitable, woken));
}

Clock::TimePoint Clock::after(std::chrono::nanoseconds duration) const {
  const TimePoint begin = now();
  return duration > TimePoint::max() - begin ? TimePoint::max() : begin + duration;
}

Task<void> Clock::sleep_until(TimePoint time) {
  const auto executor = co_await asio::this_coro::executor;
  Wait wait(executor, *this, time);
  co_await wait.end();
}

Task<void> Clock::sleep_for(std::chrono::nanoseconds duration) { return sleep_until(after(duration)); }

Clock::TimePoint SystemClock::now() const { return std::chrono::steady_clock::now(); }

Clock::WallTime SystemClock::wall() const { return std::chrono::system_clock::now(); }

Clock::TimePoint SystemClock::arm(Wait& /*wait*/, TimePoint until) { return until; }

void SystemClock::disarm(Wait& /*wait*/) {}

}  // namespace cxsam
