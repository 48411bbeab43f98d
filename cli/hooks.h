// `--hook-name` and its like: cxsam prepares no applications of other tools, and says so instead of running something else.
#pragma once

#include <optional>
#include <string_view>

#include "cli/command.h"

namespace cxsam::cli {

/// The exit code where one of them is asked for. Wrong use is told in SAM CLI's words. `arguments`: those of the usage line.
std::optional<int> refuse_hooks(Context& context, std::string_view arguments);

}  // namespace cxsam::cli
