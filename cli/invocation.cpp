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

int show_help(const Invocation& invocation, const Command& command) {
  invocation.terminal.out(command_help(command, invocation.style()));
  return kDone;
}

int refuse(const Invocation& invocation, const std::string& text) {
  invocation.terminal.err(text);
  return kUsage;
}

Result<void> check_working_folder() {
  std::error_code lost;
  (void)std::filesystem::current_path(lost);
  if (lost) return fail("the working folder cannot be used: " + errno_text(lost.value()));
  return {};
}

/// Nobody who names something there is to believe that it counts.
void note_arguments_passed_over(const Invocation& invocation, const Command& command,
                                const std::vector<std::string>& arguments) {
  for (std::size_t i = command.max_arguments; i < arguments.size(); ++i)
    invocation.terminal.err("note: `" + arguments[i] + "` is passed over, as SAM CLI does\n");
}

}  // namespace

HelpStyle Invocation::style() const {
  return {program, std::clamp<std::size_t>(terminal.width(), 60, kWidestPage), terminal.colour_out()};
}

// Wrong use is told in the order in which SAM CLI comes upon it: words, the file of settings, values, what is missing,
// arguments that are too many.
int run_command(const Invocation& invocation, const Command& command, std::span<const std::string> words) {
  const auto wrong_use = [&](const Error& error) {
    return usage_error(invocation.terminal, error, command_usage(command, invocation.program));
  };
  const SamLine sam = invocation.as_sam() ? read_sam_line(command, words) : SamLine{};
  if (const auto wrong = sam_word_error(command, sam)) return refuse(invocation, *wrong);
  if (sam.wants_help) return show_help(invocation, command);
  Result<ParsedWords> parsed = parse_words(command, words);
  if (!parsed) return wrong_use(parsed.error());
  if (parsed->wants_help) return show_help(invocation, command);
  const auto surplus = surplus_argument(command, parsed->arguments);
  if (surplus && !invocation.as_sam()) return wrong_use(*surplus);
  if (const Result<void> usable = check_working_folder(); !usable) return report(invocation.terminal, usable.error());

  Result<config::Samconfig> samconfig = read_settings(command, parsed->options);
  if (!samconfig && invocation.as_sam()) return report(invocation.terminal, as_sam_says(samconfig.error(), parsed->options));
  if (!samconfig) return report(invocation.terminal, samconfig.error());
  if (invocation.as_sam()) {
    const auto not_typed = config::options_not_typed(command.groups, parsed->options, environment_variable, *samconfig);
    if (const auto wrong = sam_value_error(command, sam, not_typed)) return refuse(invocation, *wrong);
  }
  std::vector<std::string> warnings = samconfig->warnings;
  const Result<config::Values> values =
      config::apply_precedence(command.groups, parsed->options, environment_variable, *samconfig, warnings);
  for (const std::string& warning : warnings) invocation.terminal.err("Warning: " + warning + "\n");
  if (!values) return wrong_use(values.error());
  if (auto wrong = fault_of_overrides(*values))
    return wrong_use(Error{"Invalid value for '--parameter-overrides': " + wrong->message, {}, wrong->hints});

  Context context{*values, std::move(parsed->arguments), invocation.terminal, invocation.as_sam(), command};
  if (command.wrong_use != nullptr)
    if (const auto wrong = command.wrong_use(context)) return usage_error(context, *wrong);
  if (const auto wrong = sam_argument_error(command, sam)) return refuse(invocation, *wrong);
  note_arguments_passed_over(invocation, command, context.arguments);
  if (values->flag("save-params")) {
    const Result<void> saved = save_typed_options(invocation.terminal, command, parsed->options, *samconfig);
    if (!saved) return report(invocation.terminal, saved.error());
  }
  note_options_without_effect(invocation.terminal, command, *values);
  say_where_values_came_from(invocation.terminal, command, *values);
  return command.run(context);
}

}  // namespace cxsam::cli
