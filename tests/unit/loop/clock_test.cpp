#include "loop/clock.h"

#include <catch2/catch.hpp>
#include <string>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>

#include "tests/support/manual_world.h"

using namespace cxsam;
using namespace std::chrono_literals;

namespace {

Task<void> note_after(Clock& clock, std::chrono::nanoseconds pause, std::string& notes, char mark) {
  co_await clock.sleep_for(pause);
  notes += mark;
}

}  // namespace

TEST_CASE("SystemClock: a sleep lasts as long as it should", "[loop]") {
  SystemClock clock;
  Loop loop;
  std::string notes;
  const auto begin = clock.now();
  spawn(loop, "sleeper", note_after(clock, 2ms, notes, 'a'));
  loop.run();
  CHECK(notes == "a");
  CHECK(clock.now() - begin >= 2ms);
}

TEST_CASE("Clock: a time beyond all times is the last one", "[loop]") {
  SystemClock clock;
  CHECK(clock.after(std::chrono::nanoseconds::max()) == Clock::TimePoint::max());
  CHECK(clock.after(1h) < Clock::TimePoint::max());
}

TEST_CASE("ManualClock: what waits wakes in the order of time, not before", "[loop]") {
  test::ManualWorld world;
  ManualClock& clock = world.clock;
  Loop& loop = world.loop;
  const auto begin = clock.wall();
  std::string notes;
  spawn(loop, "late", note_after(clock, 3h, notes, 'c'));
  spawn(loop, "soon", note_after(clock, 1ms, notes, 'a'));
  spawn(loop, "now", note_after(clock, 0ms, notes, '0'));
  clock.advance(0s);
  CHECK(notes == "0");
  CHECK(clock.waiting() == 2);
  spawn(loop, "next", note_after(clock, 1h, notes, 'b'));
  clock.advance(3h - 1ns);
  CHECK(notes == "0ab");
  clock.advance(1ns);
  CHECK(notes == "0abc");
  CHECK(clock.waiting() == 0);
  CHECK(clock.wall() - begin == 3h);
}

TEST_CASE("ManualClock: what a wake-up starts runs at its own time too", "[loop]") {
  test::ManualWorld world;
  ManualClock& clock = world.clock;
  Loop& loop = world.loop;
  std::string notes;
  const auto ticking = [&]() -> Task<void> {
    for (int i = 0; i < 3; ++i) {
      co_await clock.sleep_for(1s);
      notes += std::to_string((clock.now() - Clock::TimePoint{}) / 1s);
    }
  };
  spawn(loop, "ticking", ticking());
  clock.advance(1min);
  CHECK(notes == "123");
}

TEST_CASE("sleep_for: cancelling ends the wait without a throw", "[loop]") {
  SystemClock clock;
  Loop loop;
  boost::asio::cancellation_signal stop;
  bool woke = false;
  const auto sleeper = [&]() -> Task<void> {
    co_await boost::asio::this_coro::throw_if_cancelled(false);
    co_await clock.sleep_for(24h);
    woke = true;
  };
  std::exception_ptr thrown;
  boost::asio::co_spawn(loop, sleeper(),
                        boost::asio::bind_cancellation_slot(stop.slot(), [&](std::exception_ptr e) { thrown = e; }));
  loop.poll();
  CHECK_FALSE(woke);
  stop.emit(boost::asio::cancellation_type::terminal);
  loop.run();
  CHECK(woke);
  CHECK_FALSE(thrown);
}
