// Which command the first words of a line name.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "cli/command.h"

namespace cxsam::cli {

/// `words_used` are the words that name it: two for "local invoke". For a group without a command after it ("local")
/// `command` is null and `group` its name. Neither: `error` says what is wrong with the word behind `words_used`.
struct FoundCommand {
  const Command* command = nullptr;
  std::string group;
  std::size_t words_used = 0;
  Error error;
  bool not_yet = false;                           // an error about a command that SAM CLI has
  std::span<const Command* const> commands = {};  // the ones that the group's are among
  std::string_view description = "";              // of the group, where it has one
};

FoundCommand find_command(std::span<const Command* const> commands, std::span<const std::string> words);

}  // namespace cxsam::cli
