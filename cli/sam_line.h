// The words of a command as SAM CLI's parser cuts them, which is not in all as cxsam's own does. Source: SAM CLI and Click,
// what they print.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "cli/command.h"
#include "config/precedence.h"

namespace cxsam::cli {

struct SamLine {
  std::string fault;        // of the first word that cannot be; "" for none
  bool bare_fault = false;  // printed without the usage before it
  bool wants_help = false;
  config::GivenOptions given;  // in the order in which they first come; "true" or "false" for a flag
  std::vector<std::string> arguments;
};

SamLine read_sam_line(const Command& command, std::span<const std::string> words);

/// "'--port' / '-p'", in the order in which SAM CLI names them.
std::string sam_names(const Command& command, const OptionSpec& option);

/// "No such option: --foo Did you mean --info?"
std::string no_such_sam_option(std::vector<std::string> known, std::string_view name);

}  // namespace cxsam::cli
