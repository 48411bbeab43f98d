#include "cli/parser.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "base/did_you_mean.h"
#include "base/text.h"

namespace cxsam::cli {
namespace {

std::string shown(std::string_view word) { return "`" + std::string(word) + "`"; }

/// SAM CLI has options of one dash and several letters (-ef, -bi), which CLI11 would read as -e -f.
bool is_long_with_one_dash(std::string_view spelling) {
  return spelling.size() > 2 && spelling[0] == '-' && spelling[1] != '-';
}

std::vector<const OptionSpec*> options_of(const Command& command) {
  std::vector<const OptionSpec*> options;
  for (const OptionGroup& group : command.groups) {
    for (const OptionSpec& option : group.options) options.push_back(&option);
  }
  return options;
}

/// "--template-file,--template,-t", with "!--no-x" for a flag that can be taken back.
std::string cli11_names(const OptionSpec& option) {
  std::string names;
  for (const std::string& spelling : config::spellings(option)) {
    if (is_long_with_one_dash(spelling)) continue;
    if (!names.empty()) names += ',';
    if (option.negatable && spelling == "--no-" + std::string(option.name)) names += '!';
    names += spelling;
  }
  return names;
}

std::string with_two_dashes(const std::vector<const OptionSpec*>& options, const std::string& word) {
  if (!is_long_with_one_dash(word)) return word;
  const std::string_view name = std::string_view(word).substr(0, word.find('='));
  for (const OptionSpec* option : options) {
    const auto spellings = config::spellings(*option);
    if (std::ranges::find(spellings, name) != spellings.end()) {
      return "--" + std::string(option->name) + word.substr(name.size());
    }
  }
  return word;
}

void register_flag(CLI::App& app, const OptionSpec& option, bool& value) { app.add_flag(cli11_names(option), value); }

void register_value(CLI::App& app, const OptionSpec& option, config::Typed& typed) {
  // The raw results are taken: CLI11's own conversions give a meaning to "{}" and "[a,b]".
  CLI::Option* added = app.add_option(cli11_names(option), CLI::callback_t([&option, &typed](const CLI::results_t& results) {
                                        typed[std::string(option.name)] = results;
                                        return true;
                                      }));
  if (option.kind != OptionKind::List) {
    added->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    return;
  }
  added->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  added->expected(1, CLI::detail::expected_max_vector_size);
  added->allow_extra_args(option.several_words && !option.assignments);
}

Error unknown_option(const Command& command, const std::vector<const OptionSpec*>& options, std::string_view word) {
  const std::string name(word.substr(0, word.find('=')));
  Error error{"no option " + shown(name) + " in `" + std::string(command.name) + "`"};
  std::vector<std::string> all{"--help"};
  for (const OptionSpec* option : options) std::ranges::copy(config::spellings(*option), std::back_inserter(all));
  error.hints = did_you_mean(name, all);
  return error;
}

/// Sorts what CLI11 did not know into arguments and mistakes.
Result<std::vector<std::string>> take_arguments(const Command& command, const std::vector<const OptionSpec*>& options,
                                                const std::vector<std::string>& rest) {
  std::vector<std::string> arguments;
  bool only_arguments = false;
  for (const std::string& word : rest) {
    if (!only_arguments && word == "--") {
      only_arguments = true;
    } else if (!only_arguments && word.size() > 1 && word.front() == '-') {
      return fail(unknown_option(command, options, word));
    } else {
      arguments.push_back(word);
    }
  }
  return arguments;
}

/// CLI11 says "--port: 1 required TEXT missing" or "Could not convert: --cached = x"; what a person needs is the option
/// and its form.
Error wrong_use(const std::vector<const OptionSpec*>& options, const CLI::ParseError& error) {
  const std::string what = replace_all(error.what(), ":", "");
  const std::vector<std::string_view> words = split(what, ' ');
  for (const OptionSpec* option : options) {
    for (const std::string& spelling : config::spellings(*option)) {
      if (std::ranges::find(words, spelling) == words.end()) continue;
      if (option->kind == OptionKind::Flag) return Error{shown(spelling) + " is a switch: it is true or false"};
      const std::string_view form = option->value_name.empty() ? "VALUE" : option->value_name;
      return Error{shown(spelling) + " needs a value: " + shown(spelling + " " + std::string(form))};
    }
  }
  return Error{what};
}

bool is_assignment(std::string_view word) {
  const bool document = word.starts_with('{') || word.starts_with('[') || word.starts_with("file://");
  return document || (!word.starts_with('-') && word.find('=') != std::string_view::npos);
}

/// The option of assignments that a word begins: "--parameter-overrides", alone or with `=` and its first assignment.
const OptionSpec* assignments_option(const std::vector<const OptionSpec*>& options, std::string_view word) {
  const std::string_view name = word.substr(0, word.find('='));
  const auto found = std::ranges::find_if(options, [&](const OptionSpec* option) {
    if (!option->assignments) return false;
    const auto spellings = config::spellings(*option);
    return std::ranges::find(spellings, name) != spellings.end();
  });
  return found == options.end() ? nullptr : *found;
}

/// `--parameter-overrides A=1 B=2 Name`: each assignment with an option of its own, so that the name is the command's.
std::vector<std::string> with_assignments_apart(const std::vector<const OptionSpec*>& options,
                                                std::span<const std::string> words) {
  std::vector<std::string> apart;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--") {
      apart.insert(apart.end(), words.begin() + static_cast<std::ptrdiff_t>(i), words.end());
      break;
    }
    const OptionSpec* option = assignments_option(options, words[i]);
    const bool has_value = words[i].find('=') != std::string::npos;
    if (option == nullptr || has_value) apart.push_back(words[i]);
    if (option == nullptr) continue;
    const std::string spelling = "--" + std::string(option->name);
    bool needs_value = !has_value;
    while (i + 1 < words.size() && (needs_value ? !words[i + 1].starts_with('-') : is_assignment(words[i + 1]))) {
      apart.push_back(spelling + "=" + words[++i]);
      needs_value = false;
    }
    if (needs_value) apart.push_back(spelling);
  }
  return apart;
}

/// CLI11 takes from the back, and would look for the value of "--event=" in the next word.
std::vector<std::string> words_for_cli11(const std::vector<const OptionSpec*>& options, std::span<const std::string> words) {
  std::vector<std::string> reversed;
  for (const std::string& word : with_assignments_apart(options, words)) {
    std::string long_form = with_two_dashes(options, word);
    const bool is_empty_value =
        long_form.starts_with("--") && long_form.size() > 3 && long_form.find('=') == long_form.size() - 1;
    if (is_empty_value) long_form.pop_back();
    reversed.push_back(std::move(long_form));
    if (is_empty_value) reversed.emplace_back();
  }
  std::ranges::reverse(reversed);
  return reversed;
}

/// Whether a word names the option, by itself, with its value, or as a letter among others.
bool is_named(const OptionSpec& option, const std::vector<std::string>& words) {
  return std::ranges::any_of(config::spellings(option), [&](const std::string& spelling) {
    const bool is_letter = spelling.size() == 2;
    return std::ranges::any_of(words, [&](std::string_view word) {
      if (is_letter) return word.size() > 1 && word[0] == '-' && word[1] != '-' && word.find(spelling[1]) != std::string::npos;
      return word.substr(0, word.find('=')) == spelling;
    });
  });
}

}  // namespace

Result<ParsedWords> parse_words(const Command& command, std::span<const std::string> words) {
  const std::vector<const OptionSpec*> options = options_of(command);
  ParsedWords parsed;
  std::map<std::string_view, bool> flags;  // stable addresses, which CLI11 writes to
  CLI::App app;
  app.allow_extras();
  app.set_help_flag("");
  app.add_flag("-h,--help", parsed.wants_help);
  std::vector<std::string> typed = words_for_cli11(options, words);
  for (const OptionSpec* option : options) {
    if (!is_named(*option, typed)) continue;  // CLI11 compares each that is registered with all others
    if (option->kind == OptionKind::Flag) {
      register_flag(app, *option, flags[option->name]);
    } else {
      register_value(app, *option, parsed.options);
    }
  }

  try {
    app.parse(std::move(typed));
  } catch (const CLI::ParseError& error) {
    return fail(wrong_use(options, error));
  }
  for (const auto& [name, value] : flags) {
    if (app.count("--" + std::string(name)) > 0) parsed.options[std::string(name)] = {value ? "true" : "false"};
  }
  auto arguments = take_arguments(command, options, app.remaining());
  if (!arguments) return fail(std::move(arguments.error()));
  parsed.arguments = *std::move(arguments);
  return parsed;
}

std::optional<Error> surplus_argument(const Command& command, const std::vector<std::string>& arguments) {
  if (arguments.size() <= command.max_arguments) return std::nullopt;
  return Error{"unexpected argument " + shown(arguments[command.max_arguments])};
}

}  // namespace cxsam::cli
