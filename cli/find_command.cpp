#include "cli/find_command.h"

#include <algorithm>

#include "base/did_you_mean.h"
#include "cli/sam_commands.h"

namespace cxsam::cli {
namespace {

bool is_option(std::string_view word) { return word.starts_with('-'); }

Error no_such_command(std::span<const Command* const> commands, const std::string& name) {
  if (const auto why = not_yet(name)) return Error{"`" + name + "` is not part of cxsam yet", {}, {std::string(*why)}};
  Error error{"no command `" + name + "`"};
  std::vector<std::string> names;
  for (const Command* command : commands) {
    names.emplace_back(command->name);
    // Half of a two-word name is near nothing: "start-api" means "local start-api".
    if (const auto blank = command->name.find(' ');
        blank != std::string_view::npos && command->name.substr(blank + 1) == name) {
      error.hints.push_back("did you mean `" + std::string(command->name) + "`?");
      return error;
    }
    if (const auto blank = command->name.find(' '); blank != std::string_view::npos) {
      names.emplace_back(command->name.substr(0, blank));
    }
  }
  error.hints = did_you_mean(name, names);
  error.hints.emplace_back("`--help` lists the commands");
  return error;
}

}  // namespace

FoundCommand find_command(std::span<const Command* const> commands, std::span<const std::string> words) {
  if (words.empty() || is_option(words.front())) return {};
  const bool has_second = words.size() > 1 && !is_option(words[1]);
  const std::string two_words = has_second ? words[0] + " " + words[1] : words[0];
  bool is_group = false;
  for (const Command* command : commands) {
    if (command->name == two_words && has_second) return {command, "", 2, {}};
    is_group = is_group || command->name.starts_with(words[0] + " ");
  }
  for (const Command* command : commands) {
    if (command->name == words[0]) return {command, "", 1, {}};
  }
  if (is_group && !has_second) return {nullptr, words[0], 1, {}};
  return {nullptr, "", 0, no_such_command(commands, is_group ? two_words : words[0])};
}

}  // namespace cxsam::cli
