#include "loop/task.h"

#include <catch2/catch.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>
#include <stdexcept>

using namespace cxsam;
using namespace std::chrono_literals;

TEST_CASE("spawn: the loop outlives a coroutine that throws", "[loop]") {
  Loop loop;
  bool other_ran = false;
  spawn(loop, "broken on purpose by a test", []() -> Task<void> {
    co_await sleep_for(0ns);
    throw std::runtime_error("as it should");
  }());
  spawn(loop, "other", [](bool& ran) -> Task<void> {
    co_await sleep_for(1ms);
    ran = true;
  }(other_ran));
  loop.run();
  CHECK(other_ran);
}

TEST_CASE("sleep_for: cancelling ends the wait without a throw", "[loop]") {
  Loop loop;
  boost::asio::cancellation_signal stop;
  bool woke = false;
  const auto sleeper = [](bool& woken) -> Task<void> {
    co_await boost::asio::this_coro::throw_if_cancelled(false);
    co_await sleep_for(24h);
    woken = true;
  };
  std::exception_ptr thrown;
  boost::asio::co_spawn(loop, sleeper(woke),
                        boost::asio::bind_cancellation_slot(stop.slot(), [&](std::exception_ptr e) { thrown = e; }));
  loop.poll();
  CHECK_FALSE(woke);
  stop.emit(boost::asio::cancellation_type::terminal);
  loop.run();
  CHECK(woke);
  CHECK_FALSE(thrown);
}
