#include "cli/find_command.h"

#include <algorithm>

#include "base/did_you_mean.h"
#include "cli/command_tree.h"
#include "cli/sam_commands.h"

namespace cxsam::cli {
namespace {

bool is_option(std::string_view word) { return word.starts_with('-'); }

Error no_such_command(std::span<const Command* const> commands, const std::string& name) {
  if (const auto why = not_yet(name)) return Error{"`" + name + "` is not part of cxsam yet", {}, {std::string(*why)}};
  Error error{"no command `" + name + "`"};
  std::vector<std::string> names = groups(commands);
  for (const Command* command : commands) {
    names.emplace_back(command->name);
    // Half of a two-word name is near nothing: "start-api" means "local start-api".
    if (const auto blank = command->name.find(' ');
        blank != std::string_view::npos && command->name.substr(blank + 1) == name) {
      error.hints.push_back("did you mean `" + std::string(command->name) + "`?");
      return error;
    }
  }
  error.hints = did_you_mean(name, names);
  error.hints.emplace_back("`--help` lists the commands");
  return error;
}

}  // namespace

FoundCommand find_command(std::span<const Command* const> commands, std::span<const std::string> words) {
  FoundCommand found;
  std::string& name = found.group;
  for (const std::string& word : words) {
    if (is_option(word)) break;
    name += (name.empty() ? "" : " ") + word;
    ++found.words_used;
    const auto exact = std::ranges::find(commands, std::string_view(name), &Command::name);
    if (exact != commands.end() && (*exact)->below == nullptr) return {*exact, "", found.words_used, {}};
    if (exact != commands.end()) {
      found.description = (*exact)->description;
      commands = (*exact)->below();
    } else if (std::ranges::none_of(commands, [&](const Command* each) { return each->name.starts_with(name + " "); })) {
      return {nullptr, "", found.words_used - 1, no_such_command(commands, name), not_yet(name).has_value()};
    } else {
      found.description = "";
    }
  }
  found.commands = commands;
  return found;
}

}  // namespace cxsam::cli
