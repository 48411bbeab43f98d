// `local replay`: a recorded call once more.
#include "cli/command.h"

#include <array>

#include "base/text.h"
#include "cli/local_options.h"
#include "cli/template_options.h"
#include "cli/text_style.h"
#include "local/journal/replay.h"

namespace cxsam::cli {
namespace {

constexpr std::array kCallOptions{
    OptionSpec{
        .name = "list", .kind = OptionKind::Flag, .help = "Show the calls of the journal with their numbers, and make none."},
};

constexpr std::array kTemplateOptions{kTemplateFile, kParameterOverrides, kRegion, kProfile};

constexpr std::array kGroups{OptionGroup{"Call", kCallOptions}, OptionGroup{"Template", kTemplateOptions},
                             OptionGroup{"Function", kFunctionOptions}, OptionGroup{"Debugging", kDebugOptions},
                             OptionGroup{"Configuration", kConfigOptions}};

Result<local::InvokeOptions> read_options(const Context& context) {
  const config::Values& values = context.options;
  local::InvokeOptions options;
  auto choice = read_template_choice(values);
  if (!choice) return fail(choice.error());
  options.template_file = std::move(choice->file);
  options.parameters = std::move(choice->parameters);
  options.log_file = values.text("log-file");
  auto functions = read_function_settings(values);
  if (!functions) return fail(functions.error());
  warn_of_credentials(context.terminal, *functions);
  options.environment.region = functions->region;
  options.functions = std::move(*functions);
  options.form = read_form(values);
  options.style = style_of_err(context.terminal);
  return options;
}

int run(Context& context) {
  if (context.arguments.empty())
    return report(context.terminal, Error{"which journal? The first argument is the file of `--journal`"});
  const auto list = local::read_calls(context.arguments[0]);
  if (!list) return report(context.terminal, list.error());
  if (list->broken_lines > 0)
    context.terminal.err("Warning: " + plural(list->broken_lines, "line") +
                         " of the journal that no JSON object is left out\n");
  if (context.options.flag("list")) {
    context.terminal.out(local::list_calls(*list));
    return kDone;
  }
  std::optional<std::int64_t> number;
  if (context.arguments.size() > 1) {
    number = parse_int(context.arguments[1]);
    if (!number)
      return report(context.terminal,
                    Error{"`" + context.arguments[1] + "` is not the number of a call"}.hint("`--list` shows them"));
  }
  const auto chosen = local::choose_call(*list, number);
  if (!chosen) return report(context.terminal, chosen.error());
  auto options = read_options(context);
  if (!options) return report(context.terminal, options.error());
  const local::RecordedCall& call = list->calls[*chosen];
  context.terminal.err("Call " + std::to_string(*chosen + 1) + " of " + std::to_string(list->calls.size()) + ": " +
                       call.function + ", " + call.time + "\n");
  const auto replayed = local::replay(call, std::move(*options));
  if (!replayed) return report(context.terminal, replayed.error());
  if (replayed->interrupted) return kInterrupted;
  context.terminal.out(replayed->text);
  return replayed->same ? kDone : kFailed;
}

}  // namespace

extern const Command command_local_replay{
    .name = "local replay",
    .summary = "Make a recorded call again and show what differs",
    .description =
        "Calls a function with the event of a call that `--journal` has recorded, and compares the answers. Without a number "
        "it is the last call. Names of the function, client context, tenant and trace are those of then; the code is that of "
        "now.\n\n"
        "The exit code is 0 when the answer is the same, 1 when it differs.",
    .arguments = "FILE [N]",
    .max_arguments = 2,
    .argument_kind = OptionKind::Path,
    .examples =
        "cxsam local start-api --journal calls.jsonl\ncxsam local replay calls.jsonl --list\ncxsam local replay calls.jsonl 3",
    .groups = kGroups,
    .run = run,
    .wrong_use = fault_of_calling,
    .area = "Run locally"};

}  // namespace cxsam::cli
