// What a shell needs to complete the words of a command line: scripts made from the tables that --help is made from.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.h"

namespace cxsam::cli::completions {

/// A script for the program called `program` ("cxsam" or "sam"), which the shell reads once.
std::string bash(std::span<const Command* const> commands, std::string_view program);
std::string zsh(std::span<const Command* const> commands, std::string_view program);
std::string fish(std::span<const Command* const> commands, std::string_view program);

/// The options of a command that shells offer, in the order of its help.
std::vector<const OptionSpec*> offered_options(const Command& command);

/// "Where to listen": the first of some sentences, without its full stop.
std::string first_sentence(std::string_view text);

}  // namespace cxsam::cli::completions
