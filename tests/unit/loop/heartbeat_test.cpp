#include "loop/heartbeat.h"

#include <catch2/catch.hpp>

#include "tests/support/manual_world.h"

using namespace cxsam;

TEST_CASE("heartbeat: it beats while there is work, and ends after the last of it", "[loop]") {
  test::ManualWorld manual;
  Heartbeat heartbeat(manual.world);
  heartbeat.touch();
  manual.clock.advance(std::chrono::milliseconds(20));
  heartbeat.touch();
  manual.clock.advance(std::chrono::milliseconds(40));
  CHECK(manual.clock.waiting() == 1);
  manual.clock.advance(std::chrono::milliseconds(200));
  CHECK(manual.clock.waiting() == 0);
}

TEST_CASE("heartbeat: it may go while it beats", "[loop]") {
  test::ManualWorld manual;
  {
    Heartbeat heartbeat(manual.world);
    heartbeat.touch();
    manual.clock.advance(std::chrono::milliseconds(1));
  }
  manual.clock.advance(std::chrono::seconds(1));
  CHECK(manual.clock.waiting() == 0);
}
