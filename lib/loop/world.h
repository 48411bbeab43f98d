// What code that waits gets from outside: one value, handed down from the command to all that it starts.
#pragma once

#include "loop/clock.h"
#include "loop/random.h"
#include "loop/task.h"

namespace cxsam {

/// Cheap to copy; what it names outlives all who have it.
struct World {
  Loop& loop;
  Clock& clock;
  Random& random;
};

/// The real one, which a command makes once. The loop goes first: coroutines that it still holds give their waits back to the
/// clock.
struct SystemWorld {
  SystemClock clock;
  SystemRandom random;
  Loop loop{1};
  World world{loop, clock, random};
};

}  // namespace cxsam
