#include "cli/option_words.h"

#include <algorithm>

#include "base/text.h"

namespace cxsam::cli {
namespace {

std::string value_form(const OptionSpec& option) {
  if (option.kind == OptionKind::Flag) return "";
  if (!option.value_name.empty()) return " " + std::string(option.value_name);
  if (option.kind == OptionKind::Choice) return " " + replace_all(std::string(option.choices), ",", "|");
  return option.kind == OptionKind::Number ? " NUMBER" : " VALUE";
}

}  // namespace

bool is_shown(const OptionSpec& option) { return !option.hidden && option.no_effect.empty(); }

std::string option_label(const OptionSpec& option) {
  std::vector<std::string> names = config::spellings(option);
  if (option.negatable) {
    names.pop_back();
    names.front() = "--[no-]" + std::string(option.name);
  }
  // Short ones first, so that the eye finds them.
  std::ranges::stable_sort(names, {}, [](const std::string& name) { return name.starts_with("--"); });
  return join(names, ", ") + value_form(option);
}

std::string option_text(const OptionSpec& option) {
  std::string text(option.help);
  if (option.kind == OptionKind::Choice && !option.value_name.empty())
    text += " [one of: " + replace_all(std::string(option.choices), ",", ", ") + "]";
  if (!option.default_value.empty()) text += std::string(" [default:") + kUnbroken + std::string(option.default_value) + "]";
  if (!option.environment.empty())
    text += std::string(" [env:") + kUnbroken + replace_all(std::string(option.environment), " ", ", ") + "]";
  return text;
}

std::vector<std::string> names_without_effect(const Command& command) {
  std::vector<std::string> names;
  for (const OptionGroup& group : command.groups) {
    for (const OptionSpec& option : group.options) {
      if (!option.no_effect.empty() && !option.hidden) names.push_back("--" + std::string(option.name));
    }
  }
  return names;
}

std::string samconfig_note(const Command& command) {
  const bool reads_it = std::ranges::any_of(command.groups, [](const OptionGroup& group) {
    return std::ranges::any_of(group.options, [](const OptionSpec& option) { return option.name == "config-file"; });
  });
  if (!reads_it) return "";
  return "Every option can have its value in samconfig.toml, under [default." + config::config_key(command.name) +
         ".parameters], with `_` for `-`.";
}

}  // namespace cxsam::cli
