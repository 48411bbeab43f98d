#include "cli/sam_usage.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <vector>

#include <fmt/format.h>

#include "application/tenants.h"
#include "base/ascii.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/usage.h"

namespace cxsam::cli {
namespace {

/// Files that must be there before anything else is looked at.
constexpr std::array<std::string_view, 4> kMustExist{"env-vars", "container-env-vars", "ssl-cert-file", "ssl-key-file"};
constexpr std::array<std::string_view, 4> kFolders{"build-dir", "cache-dir", "base-dir", "layer-cache-basedir"};
constexpr std::array<std::string_view, 4> kNeedContainer{"container-env-var", "container-env-var-file", "build-image",
                                                         "mount-with"};

/// Commands that pass over arguments instead of refusing them.
constexpr std::array<std::string_view, 4> kPassOver{"delete", "deploy", "logs", "package"};

using Texts = std::vector<std::string>;

std::string in_quotes(std::string_view text) { return "'" + std::string(text) + "'"; }

/// As Python shows a text.
std::string repr(std::string_view text) {
  const bool single = text.find('\'') != std::string_view::npos && text.find('"') == std::string_view::npos;
  return single ? "\"" + std::string(text) + "\"" : in_quotes(replace_all(std::string(text), "'", "\\'"));
}

bool is_one_of(std::string_view name, std::span<const std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

bool is_among(const config::GivenOptions& given, std::string_view name) {
  return std::ranges::any_of(given, [&](const auto& each) { return each.first->name == name; });
}

/// `Key=Value` or `"Key"="a value"`. A value that is empty without quotes is none: SAM CLI takes `Key=""` for that.
bool is_parameter(std::string_view word) {
  const auto is_name = [](char c) { return is_letter_or_digit(c) || c == '"' || c == '\''; };
  const std::size_t equals = word.find('=');
  return equals > 0 && equals < word.size() - 1 && std::ranges::all_of(word.substr(0, equals), is_name);
}

/// Nothing, as of a variable that is empty, overrides nothing.
bool may_be_parameters(std::string_view text) {
  const bool is_document = text.starts_with("file://") || text.starts_with('{') || text.starts_with('[');
  return text.empty() || is_document || std::ranges::any_of(config::split_words(text), is_parameter);
}

/// What is wrong with a word of `--parameter-overrides`; "" for nothing.
std::string fault_of_parameters(std::string_view word) {
  constexpr std::string_view kFile = "file://";
  std::error_code ignored;
  if (word.starts_with(kFile) && !std::filesystem::is_regular_file(word.substr(kFile.size()), ignored))
    return std::string(word) + " was not found or is a directory";
  if (may_be_parameters(word)) return "";
  return std::string(word) +
         " is not a valid format. It must look something like 'ParameterKey=KeyPairName,ParameterValue=MyKey "
         "ParameterKey=InstanceType,ParameterValue=t1.micro', 'KeyPairName=MyKey InstanceType=t1.micro', or "
         "'file://MyParams.yaml'";
}

/// What is wrong with one text, without the name of its option; "" for nothing.
std::string fault_of(const OptionSpec& option, const std::string& text) {
  if (option.kind == OptionKind::Flag) return config::flag_text(text) ? "" : repr(text) + " is not a valid boolean.";
  if (option.kind == OptionKind::Number) return parse_int(trim(text)) ? "" : repr(text) + " is not a valid integer.";
  if (option.kind == OptionKind::Choice) {
    std::vector<std::string> choices;
    for (const std::string_view choice : split(option.choices, ',')) {
      if (equals_ignoring_case(choice, text)) return "";
      choices.push_back(in_quotes(choice));
    }
    return repr(text) + " is not one of " + join(choices, ", ") + ".";
  }
  if (std::error_code ignored; is_one_of(option.name, kFolders) && std::filesystem::is_regular_file(text, ignored))
    return "Directory " + in_quotes(text) + " is a file.";
  if (is_one_of(option.name, kMustExist) && !file_exists(text)) return "Path " + in_quotes(text) + " does not exist.";
  if (option.name == "parameter-overrides") return fault_of_parameters(text);
  if (option.name == "tenant-id") {
    const std::string_view fault = application::tenant_id_fault(text);
    return fault.empty() ? "" : "--tenant-id " + std::string(fault);
  }
  const bool no_host = option.name == "add-host" && text.find(':') == std::string::npos;
  return no_host ? "--add-host is not a valid format, it needs to be of the form hostname:IP" : "";
}

std::string with_usage(const Command& command, std::string_view fault) {
  return sam_usage_text(command.name, sam_arguments(command.name), fault);
}

/// Before any command there are some switches; behind a group only help.
std::string no_such_option_of(std::string_view group, const std::string& word) {
  static constexpr std::array kSwitches{"--debug", "--version", "--info", "--beta-features", "--no-beta-features"};
  if (!word.starts_with("--")) return "No such option: " + word.substr(0, 2);
  std::vector<std::string> switches;
  if (group.empty()) switches.assign(kSwitches.begin(), kSwitches.end());
  return no_such_sam_option(std::move(switches), word.substr(0, word.find('=')));
}

}  // namespace

std::optional<std::string> sam_word_error(const Command& command, const SamLine& line) {
  if (line.fault.empty()) return std::nullopt;
  return line.bare_fault ? "Error: " + line.fault + "\n" : with_usage(command, line.fault);
}

std::optional<std::string> sam_value_error(const Command& command, const SamLine& line, const config::GivenOptions& not_typed) {
  const bool has_container = is_among(line.given, "use-container") || is_among(not_typed, "use-container");
  for (const config::GivenOptions* given : {&line.given, &not_typed}) {
    for (const auto& [option, texts] : *given) {
      if (given == &line.given && !has_container && is_one_of(option->name, kNeedContainer))
        return fmt::format("Error: Missing required parameter, need the --use-container flag in order to use --{} flag.\n",
                           option->name);
      for (const std::string& text : texts) {
        const std::string fault = fault_of(*option, text);
        if (fault.empty()) continue;
        return with_usage(command, "Invalid value for " + sam_names(command, *option) + ": " + fault);
      }
    }
  }
  return std::nullopt;
}

std::optional<std::string> sam_argument_error(const Command& command, const SamLine& line) {
  if (line.arguments.size() <= command.max_arguments || is_one_of(command.name, kPassOver)) return std::nullopt;
  const Texts extra(line.arguments.begin() + static_cast<std::ptrdiff_t>(command.max_arguments), line.arguments.end());
  return with_usage(command,
                    fmt::format("Got unexpected extra argument{} ({})", extra.size() == 1 ? "" : "s", join(extra, " ")));
}

std::string sam_no_such_word(std::string_view group, const std::string& word) {
  const bool takes_no_value = word.starts_with("--help=") || (group.empty() && word.starts_with("--debug="));
  if (takes_no_value) return "Error: Option " + in_quotes(word.substr(0, word.find('='))) + " does not take a value.\n";
  const bool is_option = word.starts_with('-');
  const std::string fault = is_option ? no_such_option_of(group, word) : "No such command " + in_quotes(word) + ".";
  const std::string before = group.empty() && !is_option ? "Command " + word + " not available\n" : "";
  return before + sam_usage_text(group, "COMMAND [ARGS]...", fault);
}

}  // namespace cxsam::cli
