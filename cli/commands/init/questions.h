// What `init` asks for when it was not told.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/commands/init/blueprint.h"
#include "system/terminal.h"

namespace cxsam::cli {

/// What the user has said so far; the questions fill the rest.
struct Wishes {
  std::optional<std::string> blueprint;  // "hello-world"
  std::optional<std::string> runtime;    // "python3.13"
  std::optional<std::string> project;
};

/// Runtimes of the families that AWS lets one create functions with on day `today` (ISO), newest first.
std::vector<std::string> current_runtimes(const std::vector<std::string>& families, const std::string& today);

/// Asks on the terminal for what is missing. Numbers and names are both answers, nothing is the default.
/// The end of standard input is an error.
Result<Wishes> ask_for_missing(system::Terminal& terminal, Wishes wishes, const std::vector<Blueprint>& blueprints);

}  // namespace cxsam::cli
