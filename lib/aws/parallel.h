// The same work many times, some of it at once.
#pragma once

#include <cstddef>
#include <functional>

#include "loop/world.h"

namespace cxsam::aws {

/// Runs `work` for 0, 1, ... `count` - 1, at most `at_once` at the same time, and returns when all have ended. The first
/// exception is thrown then.
Task<void> for_each_index(World world, std::size_t count, std::size_t at_once, std::function<Task<void>(std::size_t)> work);

}  // namespace cxsam::aws
