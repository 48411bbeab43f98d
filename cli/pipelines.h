// What is said in place of making pipelines.
#pragma once

#include "cli/command.h"

namespace cxsam::cli {

/// Returns kFailed.
int say_how_to_make_pipelines(Context& context);

}  // namespace cxsam::cli
