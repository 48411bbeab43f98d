// Wrong use that the option tables cannot tell.
#pragma once

#include <string_view>

#include "cli/command.h"

namespace cxsam::cli {

/// "Usage: ...", "Try '... -h' for help." and one `Error: ...` line, as SAM CLI has them; returns kUsage.
int usage_error(Context& context, std::string_view arguments, std::string_view message);

}  // namespace cxsam::cli
