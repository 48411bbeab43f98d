// A turn of the loop: between two of them everything goes on that can.
#pragma once

#include "loop/task.h"

namespace cxsam {

/// Returns when all that is ready to go on now has done so.
Task<void> next_turn();

}  // namespace cxsam
