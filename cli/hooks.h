// `--hook-name` and its like: cxsam prepares no applications of other tools, and says so instead of running something else.
#pragma once

#include <optional>
#include <string>

#include "cli/command.h"

namespace cxsam::cli {

/// What is wrong with options that are for a hook, if something is.
std::optional<Error> fault_of_hooks(const Context& context);

/// The exit code where one of them is asked for. Wrong use is told in SAM CLI's words.
std::optional<int> refuse_hooks(Context& context);

}  // namespace cxsam::cli
