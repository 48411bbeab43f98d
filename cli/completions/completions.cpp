#include "cli/completions/completions.h"

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

}  // namespace cxsam::cli::completions
