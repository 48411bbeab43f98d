// A world whose time and chance a test decides.
#pragma once

#include "loop/manual_clock.h"
#include "loop/world.h"

namespace cxsam::test {

struct ManualWorld {
  ManualClock clock{loop};
  SeededRandom random{1};
  Loop loop;
  World world{loop, clock, random};
};

}  // namespace cxsam::test
