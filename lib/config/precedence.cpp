#include "config/precedence.h"

#include <algorithm>

#include "base/did_you_mean.h"
#include "base/text.h"

namespace cxsam::config {
namespace {

/// `template = ...` means --template-file as `template_file = ...` does; `no_cached` means nothing.
bool is_key_of(const OptionSpec& option, const Setting& setting) {
  const std::string typed = "--" + replace_all(setting.key, "_", "-");
  const std::vector<std::string> names = spellings(option);
  const auto end = option.negatable ? names.end() - 1 : names.end();
  return std::find(names.begin(), end, typed) != end;
}

const Setting* find_setting(const std::vector<Setting>& settings, const OptionSpec& option) {
  const auto found = std::ranges::find_if(settings, [&](const Setting& setting) { return is_key_of(option, setting); });
  return found == settings.end() ? nullptr : &*found;
}

std::optional<Error> wrong_choice(const OptionSpec& option, const std::string& text, const std::string& source) {
  std::vector<std::string> choices;
  for (const std::string_view choice : split(option.choices, ',')) choices.emplace_back(choice);
  if (std::ranges::find(choices, text) != choices.end()) return std::nullopt;
  Error error{source + " is one of " + join(choices, ", ") + ", not `" + text + "`"};
  error.hints = did_you_mean(text, choices);
  return error;
}

struct Found {
  std::vector<std::string> texts;
  Origin origin = Origin::Default;
  std::string source;    // for messages
  bool is_list = false;  // written as a list or map
};

/// Holds the texts against the option's kind, and gives flags and choices their one form.
std::optional<Error> settle(const OptionSpec& option, Found& found) {
  if (option.kind == OptionKind::List) return std::nullopt;
  const std::string& source = found.source;
  if (found.is_list) return Error{source + " takes one value, not several"};
  std::string& text = found.texts.front();
  switch (option.kind) {
    case OptionKind::Flag: {
      const auto flag = flag_text(text);
      if (!flag) return Error{source + " is true or false, not `" + text + "`"};
      text = *flag;
      return std::nullopt;
    }
    case OptionKind::Number:
      if (parse_int(text)) return std::nullopt;
      return Error{source + " is a whole number, not `" + text + "`"};
    case OptionKind::Choice:
      for (const std::string_view choice : split(option.choices, ',')) {
        if (equals_ignoring_case(choice, text)) text = choice;
      }
      return wrong_choice(option, text, source);
    default:
      return std::nullopt;
  }
}

/// Where values hold blanks and quotes of their own, what reads them cuts them.
std::vector<std::string> words_of(const OptionSpec& option, const std::string& text) {
  return option.assignments ? std::vector{text} : split_words(text);
}

Found from_setting(const OptionSpec& option, const Setting& setting, Origin origin) {
  Found found{setting.texts, origin, setting.where + ": `" + setting.key + "`", setting.is_list};
  if (option.kind == OptionKind::List && !setting.is_list) found.texts = words_of(option, setting.texts.front());
  return found;
}

std::optional<Found> find_value(const OptionSpec& option, const Typed& typed, const EnvironmentLookup& environment,
                                const Samconfig& samconfig) {
  const std::string name = "--" + std::string(option.name);
  if (const auto given = typed.find(option.name); given != typed.end()) {
    return Found{given->second, Origin::CommandLine, "`" + name + "`"};
  }
  for (const std::string_view variable : split(option.environment, ' ')) {
    const std::optional<std::string> value = variable.empty() ? std::nullopt : environment(variable);
    if (!value || value->empty()) continue;
    Found found{{*value}, Origin::Environment, "the environment variable `" + std::string(variable) + "` (`" + name + "`)"};
    if (option.kind == OptionKind::List) found.texts = words_of(option, *value);
    return found;
  }
  if (const Setting* setting = find_setting(samconfig.command, option)) {
    return from_setting(option, *setting, Origin::ConfigFile);
  }
  if (const Setting* setting = find_setting(samconfig.global, option)) {
    return from_setting(option, *setting, Origin::ConfigGlobal);
  }
  if (option.default_value.empty()) return std::nullopt;
  return Found{{std::string(option.default_value)}, Origin::Default, "`" + name + "`"};
}

void warn_of_unknown_keys(std::span<const OptionGroup> groups, const std::vector<Setting>& settings,
                          std::vector<std::string>& warnings) {
  std::vector<std::string> keys;
  for (const OptionGroup& group : groups) {
    for (const OptionSpec& option : group.options) keys.push_back(config_key(option.name));
  }
  for (const Setting& setting : settings) {
    const bool known = std::ranges::any_of(groups, [&](const OptionGroup& group) {
      return std::ranges::any_of(group.options, [&](const OptionSpec& option) { return is_key_of(option, setting); });
    });
    if (known) continue;
    std::string warning = setting.where + ": `" + setting.key + "` is no option of this command";
    for (const std::string& hint : did_you_mean(setting.key, keys)) warning += "; " + hint;
    warnings.push_back(std::move(warning));
  }
}

}  // namespace

Result<Values> apply_precedence(std::span<const OptionGroup> groups, const Typed& typed, const EnvironmentLookup& environment,
                                const Samconfig& samconfig, std::vector<std::string>& warnings) {
  Values values;
  for (const OptionGroup& group : groups) {
    for (const OptionSpec& option : group.options) {
      std::optional<Found> found = find_value(option, typed, environment, samconfig);
      if (!found) continue;
      if (auto error = settle(option, *found)) return fail(*std::move(error));
      values.set(std::string(option.name), std::move(found->texts), found->origin);
    }
  }
  warn_of_unknown_keys(groups, samconfig.command, warnings);
  return values;
}

GivenOptions options_not_typed(std::span<const OptionGroup> groups, const Typed& typed, const EnvironmentLookup& environment,
                               const Samconfig& samconfig) {
  GivenOptions given;
  for (const OptionGroup& group : groups) {
    for (const OptionSpec& option : group.options) {
      std::optional<Found> found = find_value(option, typed, environment, samconfig);
      if (!found || found->origin == Origin::CommandLine || found->origin == Origin::Default) continue;
      if (!found->is_list || option.kind == OptionKind::List) given.emplace_back(&option, std::move(found->texts));
    }
  }
  return given;
}

std::optional<std::string> flag_text(std::string_view text) {
  const std::string lower = to_lower(text);
  for (const std::string_view word : {"true", "1", "yes", "on", "t", "y"}) {
    if (lower == word) return "true";
  }
  for (const std::string_view word : {"false", "0", "no", "off", "f", "n"}) {
    if (lower == word) return "false";
  }
  return std::nullopt;
}

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  char quote = '\0';
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool is_blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (is_blank && quote == '\0') {
      if (!word.empty()) words.push_back(std::move(word));
      word.clear();
      continue;
    }
    word += c;
    if (c == '\\' && quote != '\'' && i + 1 < text.size()) {
      word += text[++i];
    } else if (quote == '\0' && (c == '"' || c == '\'')) {
      quote = c;
    } else if (c == quote) {
      quote = '\0';
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

}  // namespace cxsam::config
