// Wrong use of a command in SAM CLI's words, which scripts and editors match on. Source: SAM CLI, what it prints.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "cli/command.h"

namespace cxsam::cli {

/// All that SAM CLI prints of what is wrong with these words; nothing when it would find nothing wrong in them.
std::optional<std::string> sam_usage_error(const Command& command, std::span<const std::string> words);

}  // namespace cxsam::cli
