#include "loop/off_thread.h"

#include <utility>

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/execution_context.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/query.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace cxsam {
namespace {

namespace asio = boost::asio;

constexpr std::size_t kThreads = 2;

/// The helper threads of one loop; they end with it.
class Helpers final : public asio::execution_context::service {
 public:
  using key_type = Helpers;
  inline static asio::execution_context::id id;  // by which Asio finds the service of a loop

  explicit Helpers(asio::execution_context& loop) : service(loop) {}
  [[nodiscard]] auto executor() {
    if (!pool_) pool_.emplace(kThreads);
    return pool_->get_executor();
  }
  // Work that runs is waited for, and work that has not begun goes, while all that its coroutines hold is still there.
  void join() { pool_.reset(); }

 private:
  void shutdown() override { join(); }

  std::optional<asio::thread_pool> pool_;
};

}  // namespace

void join_helpers(Loop& loop) {
  if (asio::has_service<Helpers>(loop)) asio::use_service<Helpers>(loop).join();
}

Task<void> run_off_thread(std::function<void()> work) {
  const auto executor = co_await asio::this_coro::executor;
  auto& helpers = asio::use_service<Helpers>(asio::query(executor, asio::execution::context));
  const auto begin = [&](auto handler) {
    const auto loop = asio::get_associated_executor(handler);
    asio::post(helpers.executor(), [&work, guard = asio::make_work_guard(loop), handler = std::move(handler)]() mutable {
      work();
      asio::post(guard.get_executor(), std::move(handler));
    });
  };
  co_await asio::async_initiate<const asio::use_awaitable_t<>, void()>(begin, asio::use_awaitable);
}

}  // namespace cxsam
