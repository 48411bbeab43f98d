// Wrong use of a command in SAM CLI's words, which scripts and editors match on. Source: SAM CLI, what it prints.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "cli/command.h"

namespace cxsam::cli {

/// All that SAM CLI prints of what is wrong with these words; nothing when it would find nothing wrong in them.
std::optional<std::string> sam_usage_error(const Command& command, std::span<const std::string> words);

/// The same for a word behind `group` ("local", "" before any command) that is no command, or no option there.
std::string sam_no_such_word(std::string_view group, const std::string& word);

}  // namespace cxsam::cli
