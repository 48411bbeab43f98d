#include "cli/sam_usage.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/file.h"
#include "base/text.h"

namespace cxsam::cli {
namespace {

/// Files that must be there before anything else is looked at.
constexpr std::array<std::string_view, 2> kMustExist{"env-vars", "container-env-vars"};
/// Where SAM CLI names arguments otherwise.
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kArguments{
    {{"local invoke", " [FUNCTION_LOGICAL_ID]"}, {"local start-lambda", " [FUNCTION_LOGICAL_IDS]..."}}};

std::string in_quotes(std::string_view text) { return "'" + std::string(text) + "'"; }

std::vector<const OptionSpec*> options_of(const Command& command) {
  std::vector<const OptionSpec*> options;
  for (const OptionGroup& group : command.groups)
    for (const OptionSpec& option : group.options) options.push_back(&option);
  return options;
}

const OptionSpec* find(const std::vector<const OptionSpec*>& options, std::string_view name) {
  const auto found = std::ranges::find_if(options, [&](const OptionSpec* option) {
    const auto all = config::spellings(*option);
    return std::ranges::find(all, name) != all.end();
  });
  return found == options.end() ? nullptr : *found;
}

std::string no_such_option(const std::vector<const OptionSpec*>& options, std::string_view name) {
  std::vector<std::string> all{"--help"};
  for (const OptionSpec* option : options) std::ranges::copy(config::spellings(*option), std::back_inserter(all));
  const auto near = closest(name, all);
  return "No such option: " + std::string(name) + (near ? " Did you mean " + *near + "?" : "");
}

/// "'--port' / '-p'"
std::string names_of(const OptionSpec& option) {
  std::vector<std::string> names;
  for (const std::string& spelling : config::spellings(option)) names.push_back(in_quotes(spelling));
  return join(names, " / ");
}

/// What is wrong with a value; "" for nothing.
std::string fault_of(const OptionSpec& option, const std::string& value) {
  const std::string invalid = "Invalid value for " + names_of(option) + ": ";
  if (option.kind == OptionKind::Number && !parse_int(value)) return invalid + in_quotes(value) + " is not a valid integer.";
  if (option.kind == OptionKind::Choice) {
    std::vector<std::string> choices;
    for (const std::string_view choice : split(option.choices, ',')) {
      if (equals_ignoring_case(choice, value)) return "";
      choices.push_back(in_quotes(choice));
    }
    return invalid + in_quotes(value) + " is not one of " + join(choices, ", ") + ".";
  }
  const bool must_exist = std::ranges::find(kMustExist, option.name) != kMustExist.end();
  return must_exist && !file_exists(value) ? invalid + "Path " + in_quotes(value) + " does not exist." : "";
}

bool may_be_parameters(std::string_view word) {
  return word.find('=') != std::string_view::npos || word.starts_with("file://") || word.starts_with('{') ||
         word.starts_with('[');
}

std::string no_parameters(std::string_view word) {
  return "Invalid value for '--parameter-overrides': " + std::string(word) +
         " is not a valid format. It must look something like 'ParameterKey=KeyPairName,ParameterValue=MyKey "
         "ParameterKey=InstanceType,ParameterValue=t1.micro', 'KeyPairName=MyKey InstanceType=t1.micro', or "
         "'file://MyParams.yaml'";
}

/// Words in their order first, then values, then arguments that are too many.
struct Reading {
  std::string fault = {};       // with the usage before it
  std::string bare_fault = {};  // without
};

Reading read(const Command& command, std::span<const std::string> words) {
  const std::vector<const OptionSpec*> options = options_of(command);
  std::vector<std::string> arguments;
  std::string wrong_value;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (word == "--") {
      arguments.insert(arguments.end(), words.begin() + static_cast<std::ptrdiff_t>(i) + 1, words.end());
      break;
    }
    if (word.size() < 2 || word.front() != '-') {
      arguments.push_back(word);
      continue;
    }
    if (word == "--help" || word == "-h") return {};
    const std::size_t equals = word.find('=');
    const std::string name = word.substr(0, equals);
    const OptionSpec* const option = find(options, name);
    if (option == nullptr && word[1] != '-' && word.size() > 2) return {};  // "-p3000" is the parser's to read
    if (option == nullptr) return {.fault = no_such_option(options, name)};
    if (option->kind == OptionKind::Flag) continue;
    if (option->several_words || option->assignments) {  // where they end is the parser's to say
      const bool wrong = option->name == "parameter-overrides" && i + 1 < words.size() && !may_be_parameters(words[i + 1]);
      return wrong ? Reading{.fault = no_parameters(words[i + 1])} : Reading{};
    }
    if (equals == std::string::npos && i + 1 == words.size())
      return {.bare_fault = "Option " + in_quotes(name) + " requires an argument."};
    const std::string value = equals == std::string::npos ? words[++i] : word.substr(equals + 1);
    if (wrong_value.empty()) wrong_value = fault_of(*option, value);
  }
  if (!wrong_value.empty()) return {.fault = wrong_value};
  if (arguments.size() <= command.max_arguments) return {};
  const std::vector<std::string> extra(arguments.begin() + static_cast<std::ptrdiff_t>(command.max_arguments), arguments.end());
  return {.fault = fmt::format("Got unexpected extra argument{} ({})", extra.size() == 1 ? "" : "s", join(extra, " "))};
}

}  // namespace

std::optional<std::string> sam_usage_error(const Command& command, std::span<const std::string> words) {
  const Reading reading = read(command, words);
  if (!reading.bare_fault.empty()) return "Error: " + reading.bare_fault + "\n";
  if (reading.fault.empty()) return std::nullopt;
  const auto named = std::ranges::find(kArguments, command.name, &std::pair<std::string_view, std::string_view>::first);
  const std::string_view arguments = named == kArguments.end() ? std::string_view() : named->second;
  return fmt::format("\nUsage: sam {0} [OPTIONS]{1}\nTry 'sam {0} -h' for help.\n\nError: {2}\n", command.name, arguments,
                     reading.fault);
}

}  // namespace cxsam::cli
