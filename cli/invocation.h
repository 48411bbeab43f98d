// One line that was typed: the name that the program was called by, and its words.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.h"
#include "cli/help.h"

namespace cxsam::cli {

struct Invocation {
  std::string_view program;  // "cxsam" or "sam"
  std::vector<std::string> words;
  system::Terminal& terminal;

  [[nodiscard]] bool as_sam() const { return program == "sam"; }
  [[nodiscard]] HelpStyle style() const;
};

/// Runs the command with its words, or says what is wrong with them. Returns an exit code.
int run_command(const Invocation& invocation, const Command& command, std::span<const std::string> words);

}  // namespace cxsam::cli
