#include "cli/completions/completions.h"

#include <algorithm>

#include "base/text.h"
#include "cli/option_words.h"

namespace cxsam::cli::completions {

std::vector<const OptionSpec*> offered_options(const Command& command) {
  std::vector<const OptionSpec*> options;
  for (const OptionGroup& group : command.groups) {
    for (const OptionSpec& option : group.options)
      if (is_shown(option)) options.push_back(&option);
  }
  return options;
}

std::string first_sentence(std::string_view text) {
  const std::string_view sentence = text.substr(0, text.find(". "));
  return std::string(sentence.substr(0, sentence.find_last_not_of('.') + 1));
}

std::vector<Word> next_words(std::span<const Command* const> commands, std::string_view group) {
  const std::string prefix = group.empty() ? "" : std::string(group) + " ";
  std::vector<Word> words;
  for (const Command* command : commands) {
    if (!command->name.starts_with(prefix)) continue;
    const std::string_view rest = command->name.substr(prefix.size());
    const std::size_t blank = rest.find(' ');
    const std::string word(rest.substr(0, blank));
    if (blank == std::string_view::npos) {
      words.push_back({word, std::string(command->summary)});
      continue;
    }
    const std::string inner(rest.substr(blank + 1));
    const auto same = std::ranges::find(words, word, &Word::word);
    if (same == words.end())
      words.push_back({word, inner});
    else
      same->summary += ", " + inner;
  }
  return words;
}

std::vector<std::string> groups(std::span<const Command* const> commands) {
  std::vector<std::string> names;
  for (const Command* command : commands) {
    const std::size_t blank = command->name.find(' ');
    if (blank == std::string_view::npos) continue;
    std::string name(command->name.substr(0, blank));
    if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
  }
  return names;
}

}  // namespace cxsam::cli::completions
