// How findings look where standard error goes.
#pragma once

#include "diagnostic/render.h"
#include "system/terminal.h"

namespace cxsam::cli {

inline TextStyle style_of_err(const system::Terminal& terminal) {
  return {.colour = terminal.colour_err(), .columns = terminal.columns_err()};
}

}  // namespace cxsam::cli
