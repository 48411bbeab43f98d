// Wrong use of a command in SAM CLI's words, which scripts and editors match on. Source: SAM CLI, what it prints.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cli/command.h"
#include "cli/sam_line.h"

namespace cxsam::cli {

/// All that SAM CLI prints of a word that cannot be; nothing for a line without one.
std::optional<std::string> sam_word_error(const Command& command, const SamLine& line);

/// The same of what the options were given: those of the line in their order, then those that were not typed.
std::optional<std::string> sam_value_error(const Command& command, const SamLine& line, const config::GivenOptions& not_typed);

/// The same of arguments that are too many, which is the last that it looks at.
std::optional<std::string> sam_argument_error(const Command& command, const SamLine& line);

/// The same for a word behind `group` ("local", "" before any command) that is no command, or no option there.
std::string sam_no_such_word(std::string_view group, const std::string& word);

}  // namespace cxsam::cli
