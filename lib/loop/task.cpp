#include "loop/task.h"

#include <cstdio>
#include <exception>
#include <string>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace cxsam {

namespace asio = boost::asio;

void spawn(Loop& loop, std::string_view name, Task<void> task) {
  const auto report = [name = std::string(name)](const std::exception_ptr& thrown) {
    if (!thrown) return;
    try {
      std::rethrow_exception(thrown);
    } catch (const std::exception& error) {
      std::fprintf(stderr, "Error: a bug in cxsam: `%s` ended with: %s\n", name.c_str(), error.what());
    } catch (...) {
      std::fprintf(stderr, "Error: a bug in cxsam: `%s` ended with an unknown exception\n", name.c_str());
    }
  };
  asio::co_spawn(loop, std::move(task), report);
}

Task<void> sleep_for(std::chrono::nanoseconds duration) {
  const auto executor = co_await asio::this_coro::executor;
  asio::steady_timer timer(executor, duration);
  boost::system::error_code cancelled;
  co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
}

}  // namespace cxsam
