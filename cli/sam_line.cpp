#include "cli/sam_line.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "base/close_matches.h"
#include "base/text.h"

namespace cxsam::cli {
namespace {

std::string in_quotes(std::string_view text) { return "'" + std::string(text) + "'"; }

bool is_assignment(std::string_view word) { return word.find('=') != std::string_view::npos; }

class Reader {
 public:
  Reader(const Command& command, std::span<const std::string> words) : words_(words) {
    for (const OptionGroup& group : command.groups)
      for (const OptionSpec& option : group.options) options_.push_back(&option);
  }

  SamLine run() && {
    for (; at_ < words_.size() && line_.fault.empty(); ++at_) {
      const std::string& word = words_[at_];
      if (word == "--") {
        line_.arguments.insert(line_.arguments.end(), words_.begin() + static_cast<std::ptrdiff_t>(at_) + 1, words_.end());
        break;
      }
      if (word.size() < 2 || word.front() != '-')
        line_.arguments.push_back(word);
      else
        read_option(word);
    }
    return std::move(line_);
  }

 private:
  void read_option(const std::string& word) {
    const std::size_t equals = word.find('=');
    const std::string name = word.substr(0, equals);
    const bool has_value = equals != std::string::npos;
    if (name == "--help" && !has_value) line_.wants_help = true;
    if (name == "--help") return has_value ? takes_no_value(name) : void();
    const bool is_letter = name.size() == 2;  // what is behind it is its value or more letters, `=` as well
    const OptionSpec* const option = is_letter && has_value ? nullptr : find(name);
    if (option == nullptr && word[1] != '-') return read_letters(word);
    if (option == nullptr) return fail(no_such_sam_option(names(), name));
    if (!has_value) return read_value(*option, name, std::nullopt);
    if (option->kind == OptionKind::Flag) return takes_no_value(name);
    read_value(*option, name, word.substr(equals + 1));
  }

  /// "-p3000", "-gt": options of one letter, the last of which may have its value behind it.
  void read_letters(const std::string& word) {
    for (std::size_t i = 1; i < word.size(); ++i) {
      const std::string name = {'-', word[i]};
      const OptionSpec* const option = find(name);
      if (name == "-h") line_.wants_help = true;
      if (name == "-h") continue;
      if (option == nullptr) return fail("No such option: " + name);
      const bool is_flag = option->kind == OptionKind::Flag;
      read_value(*option, name, !is_flag && i + 1 < word.size() ? std::optional(word.substr(i + 1)) : std::nullopt);
      if (!is_flag) return;
    }
  }

  void read_value(const OptionSpec& option, const std::string& name, std::optional<std::string> value) {
    std::vector<std::string>& texts = place_of(option);
    if (option.kind == OptionKind::Flag) {
      const bool taken_back = option.negatable && name == "--no-" + std::string(option.name);
      texts = {taken_back ? "false" : "true"};
      return;
    }
    if (!value && at_ + 1 == words_.size()) {
      line_.bare_fault = true;
      return fail("Option " + in_quotes(name) + " requires an argument.");
    }
    if (!value) value = words_[++at_];
    if (option.kind != OptionKind::List || option.several_words) texts.clear();
    texts.push_back(*std::move(value));
    while (option.several_words && at_ + 1 < words_.size() && goes_on(option, words_[at_ + 1])) texts.push_back(words_[++at_]);
  }

  /// Names behind assignments are arguments of the command.
  static bool goes_on(const OptionSpec& option, std::string_view word) {
    return !word.starts_with('-') && (!option.assignments || is_assignment(word));
  }

  std::vector<std::string>& place_of(const OptionSpec& option) {
    const auto found = std::ranges::find(line_.given, &option, [](const auto& each) { return each.first; });
    if (found != line_.given.end()) return found->second;
    return line_.given.emplace_back(&option, std::vector<std::string>{}).second;
  }

  [[nodiscard]] const OptionSpec* find(std::string_view name) const {
    const auto found = std::ranges::find_if(options_, [&](const OptionSpec* option) {
      const auto all = config::spellings(*option);
      return std::ranges::find(all, name) != all.end();
    });
    return found == options_.end() ? nullptr : *found;
  }

  /// All that SAM CLI has and that it can offer.
  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const OptionSpec* option : options_)
      std::ranges::copy_if(config::spellings(*option), std::back_inserter(names),
                           [&](const std::string& spelling) { return !option->only_here && spelling.size() > 2; });
    return names;
  }

  void fail(std::string fault) { line_.fault = std::move(fault); }

  void takes_no_value(const std::string& name) {
    line_.bare_fault = true;
    fail("Option " + in_quotes(name) + " does not take a value.");
  }

  std::span<const std::string> words_;
  std::vector<const OptionSpec*> options_;
  std::size_t at_ = 0;
  SamLine line_;
};

}  // namespace

SamLine read_sam_line(const Command& command, std::span<const std::string> words) { return Reader(command, words).run(); }

std::string sam_names(const Command& command, const OptionSpec& option) {
  OptionSpec said = option;
  said.negatable = false;
  std::vector<std::string> names;
  for (const std::string& spelling : config::spellings(said)) names.push_back(in_quotes(spelling));
  const bool letters_first = command.name == "init" || option.name == "runtime";
  if (letters_first) std::ranges::reverse(names);
  return join(names, " / ");
}

std::string no_such_sam_option(std::vector<std::string> known, std::string_view name) {
  known.emplace_back("--help");
  std::vector<std::string> near = close_matches(name, known);
  std::ranges::sort(near);
  std::string fault = "No such option: " + std::string(name);
  if (near.size() == 1) fault += " Did you mean " + near.front() + "?";
  if (near.size() > 1) fault += " (Possible options: " + join(near, ", ") + ")";
  return fault;
}

}  // namespace cxsam::cli
