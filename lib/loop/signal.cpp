#include "loop/signal.h"

#include <boost/asio/this_coro.hpp>

#include "loop/wait.h"

namespace cxsam {

/// Stands in the frame of a coroutine, which may outlive the signal or go before it.
struct Signal::Waiter {
  Waiter(Signal& of, const boost::asio::any_io_executor& executor, Clock::TimePoint until)
      : signal(&of), wait(executor, of.clock_, until) {
    of.waiters_.push_back(this);
  }
  Waiter(const Waiter&) = delete;
  Waiter& operator=(const Waiter&) = delete;
  ~Waiter() {
    if (signal != nullptr) std::erase(signal->waiters_, this);
  }

  Signal* signal;
  Wait wait;
};

Signal::~Signal() {
  for (Waiter* waiter : waiters_) {
    waiter->signal = nullptr;
    waiter->wait.wake();
  }
}

void Signal::notify() {
  for (Waiter* waiter : waiters_) waiter->wait.wake();
}

Task<void> Signal::wait(Clock::TimePoint until) {
  const auto executor = co_await boost::asio::this_coro::executor;
  Waiter waiter(*this, executor, until);
  co_await waiter.wait.end();
}

}  // namespace cxsam
