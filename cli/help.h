// The texts of --help, made from the tables.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "cli/command.h"

namespace cxsam::cli {

/// `program` is the name it was called by, "cxsam" or "sam"; `width` is in columns.
struct HelpStyle {
  std::string_view program = "cxsam";
  std::size_t width = 80;
  bool colour = false;
};

/// The whole page of one command.
std::string command_help(const Command& command, HelpStyle style);

/// All commands with their summaries, grouped by area.
std::string overview(std::span<const Command* const> commands, HelpStyle style);

/// Those that begin with `group`, "local ...", by their next word. `description` may be "".
std::string group_help(std::span<const Command* const> commands, std::string_view group, std::string_view description,
                       HelpStyle style);

/// "Usage: cxsam validate [OPTIONS] [TEMPLATE]..."
std::string usage_line(const Command& command, std::string_view program);

}  // namespace cxsam::cli
