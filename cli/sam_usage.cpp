#include "cli/sam_usage.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "application/tenants.h"
#include "base/close_matches.h"
#include "base/file.h"
#include "base/text.h"

namespace cxsam::cli {
namespace {

/// Files that must be there before anything else is looked at.
constexpr std::array<std::string_view, 2> kMustExist{"env-vars", "container-env-vars"};
constexpr std::array<std::string_view, 3> kFolders{"build-dir", "cache-dir", "base-dir"};
/// Where SAM CLI names arguments otherwise.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kArguments{{
    {"build", " [RESOURCE_LOGICAL_ID]"},
    {"local invoke", " [FUNCTION_LOGICAL_ID]"},
    {"local start-lambda", " [FUNCTION_LOGICAL_IDS]..."},
    {"remote invoke", " [RESOURCE_ID]"},
    {"remote test-event delete", " [RESOURCE_ID]"},
    {"remote test-event get", " [RESOURCE_ID]"},
    {"remote test-event list", " [RESOURCE_ID]"},
    {"remote test-event put", " [RESOURCE_ID]"},
}};
constexpr std::size_t kUsageWidth = 55;  // a longer line goes on below its options

std::string in_quotes(std::string_view text) { return "'" + std::string(text) + "'"; }

const OptionSpec* find(const std::vector<const OptionSpec*>& options, std::string_view name) {
  const auto found = std::ranges::find_if(options, [&](const OptionSpec* option) {
    const auto all = config::spellings(*option);
    return std::ranges::find(all, name) != all.end();
  });
  return found == options.end() ? nullptr : *found;
}

std::string no_such_option(std::vector<std::string> known, std::string_view name) {
  known.emplace_back("--help");
  std::vector<std::string> near = close_matches(name, known);
  std::ranges::sort(near);
  std::string fault = "No such option: " + std::string(name);
  if (near.size() == 1) fault += " Did you mean " + near.front() + "?";
  if (near.size() > 1) fault += " (Possible options: " + join(near, ", ") + ")";
  return fault;
}

/// All spellings but those of one letter.
std::vector<std::string> names_of(const std::vector<const OptionSpec*>& options) {
  std::vector<std::string> names;
  for (const OptionSpec* option : options)
    std::ranges::copy_if(config::spellings(*option), std::back_inserter(names),
                         [](const std::string& spelling) { return spelling.size() > 2; });
  return names;
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
  if (option.name == "tenant-id") {
    const std::string_view fault = application::tenant_id_fault(value);
    return fault.empty() ? "" : invalid + "--tenant-id " + std::string(fault);
  }
  const bool is_folder = std::ranges::find(kFolders, option.name) != kFolders.end();
  if (std::error_code ignored; is_folder && std::filesystem::is_regular_file(value, ignored))
    return invalid + "Directory " + in_quotes(value) + " is a file.";
  const bool must_exist = std::ranges::find(kMustExist, option.name) != kMustExist.end();
  return must_exist && !file_exists(value) ? invalid + "Path " + in_quotes(value) + " does not exist." : "";
}

/// Nothing, as of a variable that is empty, overrides nothing.
bool may_be_parameters(std::string_view word) {
  return word.empty() || word.find('=') != std::string_view::npos || word.starts_with("file://") || word.starts_with('{') ||
         word.starts_with('[');
}

std::string no_parameters(std::string_view word) {
  return "Invalid value for '--parameter-overrides': " + std::string(word) +
         " is not a valid format. It must look something like 'ParameterKey=KeyPairName,ParameterValue=MyKey "
         "ParameterKey=InstanceType,ParameterValue=t1.micro', 'KeyPairName=MyKey InstanceType=t1.micro', or "
         "'file://MyParams.yaml'";
}

/// Words in their order first, then values, then arguments that are too many.
struct Fault {
  std::string text = {};
  bool bare = false;  // without the usage before it
};

class Reader {
 public:
  Reader(const Command& command, std::span<const std::string> words) : command_(command), words_(words) {
    for (const OptionGroup& group : command.groups)
      for (const OptionSpec& option : group.options) options_.push_back(&option);
  }

  Fault run() {
    for (; at_ < words_.size() && !left_to_the_parser_; ++at_) {
      const std::string& word = words_[at_];
      if (word == "--") {
        arguments_.insert(arguments_.end(), words_.begin() + static_cast<std::ptrdiff_t>(at_) + 1, words_.end());
        break;
      }
      if (word.size() < 2 || word.front() != '-') {
        arguments_.push_back(word);
      } else if (Fault fault = read_option(word); !fault.text.empty()) {
        return fault;
      }
    }
    if (wants_help_ || left_to_the_parser_) return {};
    if (!wrong_value_.empty()) return {wrong_value_};
    if (arguments_.size() <= command_.max_arguments) return {};
    const std::vector<std::string> extra(arguments_.begin() + static_cast<std::ptrdiff_t>(command_.max_arguments),
                                         arguments_.end());
    return {fmt::format("Got unexpected extra argument{} ({})", extra.size() == 1 ? "" : "s", join(extra, " "))};
  }

 private:
  Fault read_option(const std::string& word) {
    const std::size_t equals = word.find('=');
    const std::string name = word.substr(0, equals);
    if (name == "--help") wants_help_ = true;
    if (name == "--help") return {};
    const OptionSpec* const option = find(options_, name);
    if (option == nullptr) return word[1] == '-' ? Fault{no_such_option(names_of(options_), name)} : read_letters(word);
    if (equals == std::string::npos) return read_value(*option, name, std::nullopt);
    if (option->kind == OptionKind::Flag) return {"Option " + in_quotes(name) + " does not take a value.", true};
    return read_value(*option, name, word.substr(equals + 1));
  }

  /// "-p3000", "-gt": options of one letter, the last of which may have its value behind it.
  Fault read_letters(const std::string& word) {
    for (std::size_t i = 1; i < word.size(); ++i) {
      const std::string name = {'-', word[i]};
      const OptionSpec* const option = find(options_, name);
      if (name == "-h") wants_help_ = true;
      if (name == "-h") continue;
      if (option == nullptr) return {"No such option: " + name};
      if (option->kind == OptionKind::Flag) continue;
      return read_value(*option, name, i + 1 < word.size() ? std::optional(word.substr(i + 1)) : std::nullopt);
    }
    return {};
  }

  static Fault needs_argument(const std::string& name) {
    return {"Option " + in_quotes(name) + " requires an argument.", true};
  }

  Fault read_value(const OptionSpec& option, const std::string& name, std::optional<std::string> value) {
    if (option.kind == OptionKind::Flag) return {};
    const bool has_next = at_ + 1 < words_.size();
    if (option.several_words || option.assignments) {  // where they end is the parser's to say
      left_to_the_parser_ = true;
      if (!value && (!has_next || words_[at_ + 1].starts_with('-'))) return needs_argument(name);
      const bool wrong = option.name == "parameter-overrides" && !value && has_next && !may_be_parameters(words_[at_ + 1]);
      return wrong ? Fault{no_parameters(words_[at_ + 1])} : Fault{};
    }
    if (!value && !has_next) return needs_argument(name);
    if (!value) value = words_[++at_];
    if (wrong_value_.empty()) wrong_value_ = fault_of(option, *value);
    return {};
  }

  const Command& command_;
  std::span<const std::string> words_;
  std::vector<const OptionSpec*> options_;
  std::size_t at_ = 0;
  std::vector<std::string> arguments_;
  std::string wrong_value_;
  bool wants_help_ = false;
  bool left_to_the_parser_ = false;
};

std::string with_usage(std::string_view command, std::string_view arguments, std::string_view fault) {
  const bool plain = command.starts_with("sam local generate-event ");  // those below it are of another kind there
  std::string usage = fmt::format("Usage: {} [OPTIONS]{}", command, arguments);
  if (!plain && usage.size() > kUsageWidth) {
    const std::size_t last = usage.rfind(' ');
    usage.replace(last, 1, "\n" + std::string(std::string_view("Usage: ").size() + command.size() + 1, ' '));
  }
  return fmt::format("{}{}\nTry '{} -h' for help.\n\nError: {}\n", plain ? "" : "\n", usage, command, fault);
}

}  // namespace

std::optional<std::string> sam_usage_error(const Command& command, std::span<const std::string> words) {
  const Fault fault = Reader(command, words).run();
  if (fault.text.empty()) return std::nullopt;
  if (fault.bare) return "Error: " + fault.text + "\n";
  const auto named = std::ranges::find(kArguments, command.name, &std::pair<std::string_view, std::string_view>::first);
  const std::string_view arguments = named == kArguments.end() ? std::string_view() : named->second;
  return with_usage("sam " + std::string(command.name), arguments, fault.text);
}

std::string sam_no_such_word(std::string_view group, const std::string& word) {
  static constexpr std::array kSwitches{"--debug", "--version", "--info", "--beta-features", "--no-beta-features"};
  std::vector<std::string> switches;
  if (group.empty()) switches.assign(kSwitches.begin(), kSwitches.end());
  const std::string fault = word.starts_with("--")  ? no_such_option(std::move(switches), word.substr(0, word.find('=')))
                            : word.starts_with('-') ? "No such option: " + word.substr(0, 2)
                                                    : "No such command " + in_quotes(word) + ".";
  return with_usage(group.empty() ? "sam" : "sam " + std::string(group), " COMMAND [ARGS]...", fault);
}

}  // namespace cxsam::cli
