#include "cli/command_tree.h"

#include <algorithm>

namespace cxsam::cli {

std::vector<const Command*> leaves(std::span<const Command* const> commands) {
  std::vector<const Command*> all;
  for (const Command* command : commands) {
    if (command->below == nullptr) {
      all.push_back(command);
      continue;
    }
    const auto below = command->below();
    all.insert(all.end(), below.begin(), below.end());
  }
  return all;
}

std::vector<Word> next_words(std::span<const Command* const> commands, std::string_view group) {
  const std::string prefix = group.empty() ? "" : std::string(group) + " ";
  std::vector<Word> words;
  for (const Command* command : commands) {
    if (!command->name.starts_with(prefix)) continue;
    const std::string_view rest = command->name.substr(prefix.size());
    const std::size_t blank = rest.find(' ');
    const std::string word(rest.substr(0, blank));
    const auto same = std::ranges::find(words, word, &Word::word);
    if (blank == std::string_view::npos) {
      words.push_back({word, std::string(command->summary)});
      continue;
    }
    const std::string_view inner = rest.substr(blank + 1);
    const std::string next(inner.substr(0, inner.find(' ')));
    if (same == words.end())
      words.push_back({word, next});
    else if (!same->summary.ends_with(next))
      same->summary += ", " + next;
  }
  return words;
}

std::vector<std::string> groups(std::span<const Command* const> commands) {
  std::vector<std::string> names;
  for (const Command* command : commands) {
    for (std::size_t blank = command->name.find(' '); blank != std::string_view::npos;
         blank = command->name.find(' ', blank + 1)) {
      std::string name(command->name.substr(0, blank));
      if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
    }
  }
  return names;
}

}  // namespace cxsam::cli
