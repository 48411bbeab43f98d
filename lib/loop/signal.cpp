#include "loop/signal.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace cxsam {

Task<void> Signal::wait(TimePoint until) {
  // Setting the time of a timer cancels its waiters, who then look again and wait on.
  if (timer_.expiry() != until) timer_.expires_at(until);
  boost::system::error_code woken;
  co_await timer_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, woken));
}

}  // namespace cxsam
