#include "cli/invocation.h"

#include <algorithm>
#include <filesystem>
#include <optional>

#include "base/error_text.h"
#include "base/file.h"
#include "cli/parser.h"
#include "cli/sam_usage.h"
#include "cli/settings.h"
#include "cli/template_options.h"
#include "cli/usage.h"

namespace cxsam::cli {
namespace {

constexpr std::size_t kWidestPage = 100;

/// Of a file of settings that is not there SAM CLI says this alone.
Error as_sam_says(const Error& fault, const config::Typed& typed) {
  const auto given = typed.find("config-file");
  if (given == typed.end() || file_exists(given->second.back())) return fault;
  return Error{"Config file " + given->second.back() + " does not exist or could not be read!"};
}

/// Wrong use in the order in which SAM CLI comes upon it: words, the file of settings, values, what is missing, arguments that
/// are too many. Nothing for what can be run.
std::optional<int> refuse_as_sam(const Invocation& invocation, const Command& command, std::span<const std::string> words) {
  const auto refused = [&](const std::string& text) {
    invocation.terminal.err(text);
    return kUsage;
  };
  const SamLine line = read_sam_line(command, words);
  if (const auto wrong = sam_word_error(command, line)) return refused(*wrong);
  if (line.wants_help) {
    invocation.terminal.out(command_help(command, invocation.style()));
    return kDone;
  }
  config::Typed typed;
  for (const auto& [option, texts] : line.given) typed[std::string(option->name)] = texts;
  const Result<config::Samconfig> samconfig = read_settings(command, typed);
  if (!samconfig) return report(invocation.terminal, as_sam_says(samconfig.error(), typed));
  if (const auto wrong = sam_value_error(command, line)) return refused(*wrong);
  if (line.arguments.size() <= command.max_arguments) return std::nullopt;
  std::vector<std::string> ignored;
  const auto values = config::apply_precedence(command.groups, typed, environment_variable, *samconfig, ignored);
  if (!values) return report(invocation.terminal, values.error());
  Context context{*values, line.arguments, invocation.terminal, true, command.name};
  const std::string fault = command.wrong_use == nullptr ? "" : command.wrong_use(context);
  if (!fault.empty()) return usage_error(context, fault);
  return refused(*sam_argument_error(command, line));
}

}  // namespace

HelpStyle Invocation::style() const {
  return {program, std::clamp<std::size_t>(terminal.width(), 60, kWidestPage), terminal.colour_out()};
}

int usage_error(const Invocation& invocation, const Error& error, const std::string& usage) {
  report(invocation.terminal, error);
  invocation.terminal.err("\n" + usage + "\n");
  return kUsage;
}

int run_command(const Invocation& invocation, const Command& command, std::span<const std::string> words) {
  const std::string usage = usage_line(command, invocation.program) + "\nMore: " + std::string(invocation.program) + " " +
                            std::string(command.name) + " --help";
  if (const auto code = invocation.as_sam() ? refuse_as_sam(invocation, command, words) : std::nullopt) return *code;
  Result<ParsedWords> parsed = parse_words(command, words);
  if (!parsed) return usage_error(invocation, parsed.error(), usage);
  if (parsed->wants_help) {
    invocation.terminal.out(command_help(command, invocation.style()));
    return kDone;
  }
  std::error_code lost;
  (void)std::filesystem::current_path(lost);
  if (lost) return report(invocation.terminal, Error{"the working folder cannot be used: " + errno_text(lost.value())});
  Result<config::Samconfig> samconfig = read_settings(command, parsed->options);
  if (!samconfig) return report(invocation.terminal, samconfig.error());
  std::vector<std::string> warnings = samconfig->warnings;
  const Result<config::Values> values =
      config::apply_precedence(command.groups, parsed->options, environment_variable, *samconfig, warnings);
  for (const std::string& warning : warnings) invocation.terminal.err("Warning: " + warning + "\n");
  if (!values) return usage_error(invocation, values.error(), usage);
  if (auto wrong = fault_of_overrides(*values))
    return usage_error(invocation, Error{"Invalid value for '--parameter-overrides': " + wrong->message, {}, wrong->hints},
                       usage);
  if (values->flag("save-params")) {
    const Result<void> saved = save_typed_options(invocation.terminal, command, parsed->options, *samconfig);
    if (!saved) return report(invocation.terminal, saved.error());
  }
  Context context{*values, std::move(parsed->arguments), invocation.terminal, invocation.as_sam(), command.name};
  const std::string fault = command.wrong_use == nullptr ? "" : command.wrong_use(context);
  if (!fault.empty()) return usage_error(context, fault);
  note_options_without_effect(invocation.terminal, command, *values);
  say_where_values_came_from(invocation.terminal, command, *values);
  return command.run(context);
}

}  // namespace cxsam::cli
