#include "loop/signal.h"

#include <catch2/catch.hpp>
#include <memory>
#include <string>

#include "tests/support/manual_world.h"

using namespace cxsam;
using namespace std::chrono_literals;

namespace {

Task<void> note_wait(Signal& signal, Clock::TimePoint until, std::string& notes, char mark) {
  co_await signal.wait(until);
  notes += mark;
}

}  // namespace

TEST_CASE("Signal: notify wakes every waiter", "[loop]") {
  test::ManualWorld world;
  ManualClock& clock = world.clock;
  Loop& loop = world.loop;
  Signal signal(clock);
  std::string notes;
  spawn(loop, "first", note_wait(signal, Clock::TimePoint::max(), notes, 'a'));
  spawn(loop, "second", note_wait(signal, Clock::TimePoint::max(), notes, 'b'));
  clock.advance(24h);
  CHECK(notes.empty());
  signal.notify();
  clock.advance(0s);
  CHECK(notes == "ab");
}

TEST_CASE("Signal: each wait ends at its own time", "[loop]") {
  test::ManualWorld world;
  ManualClock& clock = world.clock;
  Loop& loop = world.loop;
  Signal signal(clock);
  std::string notes;
  spawn(loop, "late", note_wait(signal, clock.after(2s), notes, 'b'));
  spawn(loop, "soon", note_wait(signal, clock.after(1s), notes, 'a'));
  spawn(loop, "past", note_wait(signal, clock.now(), notes, '0'));
  clock.advance(0s);
  CHECK(notes == "0");
  clock.advance(1s);
  CHECK(notes == "0a");
  signal.notify();
  clock.advance(0s);
  CHECK(notes == "0ab");
  CHECK(clock.waiting() == 0);
}

TEST_CASE("Signal: who waits hears its end, and may end after it", "[loop]") {
  test::ManualWorld world;
  ManualClock& clock = world.clock;
  Loop& loop = world.loop;
  auto signal = std::make_unique<Signal>(clock);
  std::string notes;
  spawn(loop, "waiter", note_wait(*signal, Clock::TimePoint::max(), notes, 'a'));
  clock.advance(0s);
  signal.reset();
  clock.advance(0s);
  CHECK(notes == "a");
}
