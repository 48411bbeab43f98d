#include "cli/usage.h"

#include <fmt/format.h>

namespace cxsam::cli {

int usage_error(Context& context, std::string_view arguments, std::string_view message) {
  const std::string_view program = context.as_sam ? "sam" : "cxsam";
  context.terminal.err(fmt::format("Usage: {0} {1} {2}\nTry '{0} {1} -h' for help.\n\nError: {3}\n", program, context.command,
                                   arguments, message));
  return kUsage;
}

}  // namespace cxsam::cli
