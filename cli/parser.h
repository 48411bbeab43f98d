// The words of a command line -> options by name, and the other words. No files, no environment.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/command.h"
#include "config/precedence.h"

namespace cxsam::cli {

struct ParsedWords {
  config::Typed options;
  std::vector<std::string> arguments;
  bool wants_help = false;
};

/// Reads the words that follow a command's name. The error of a word that does not fit is a usage error, with hints.
/// Repeated options: the last value wins, lists collect. Everything after "--" is an argument.
Result<ParsedWords> parse_words(const Command& command, std::span<const std::string> words);

/// The first argument that is more than the command takes, as an error of use; nothing where there is none.
std::optional<Error> surplus_argument(const Command& command, const std::vector<std::string>& arguments);

}  // namespace cxsam::cli
