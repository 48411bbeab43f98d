#include "loop/stop.h"

#include <catch2/catch.hpp>
#include <optional>

#include "tests/support/manual_world.h"

using namespace cxsam;
using namespace std::chrono_literals;

namespace {

Task<void> keep(Stop stop, Clock::TimePoint until, std::optional<bool>& answer) { answer = co_await stop.wait(until); }

}  // namespace

TEST_CASE("Stop: a pause ends early, and says so", "[loop]") {
  test::ManualWorld world;
  ManualClock& clock = world.clock;
  Loop& loop = world.loop;
  StopSource source(clock);
  std::optional<bool> brief;
  std::optional<bool> endless;
  spawn(loop, "brief", keep(source.stop(), clock.after(1s), brief));
  spawn(loop, "endless", keep(source.stop(), Clock::TimePoint::max(), endless));
  clock.advance(1s);
  CHECK(brief == false);
  CHECK_FALSE(endless);
  source.request();
  clock.advance(0s);
  CHECK(endless == true);
  std::optional<bool> late;
  spawn(loop, "late", keep(source.stop(), Clock::TimePoint::max(), late));
  clock.advance(0s);
  CHECK(late == true);
}
