// `local invoke`: one call of one function. Source: SAM CLI, "sam local invoke".
#include "cli/command.h"

#include <unistd.h>

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "application/tenants.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/hooks.h"
#include "cli/local_options.h"
#include "cli/template_options.h"
#include "cli/text_style.h"
#include "json/python_form.h"
#include "local/invoke.h"

namespace cxsam::cli {
namespace {

/// In SAM CLI's order, in which it names them.
constexpr std::string_view kRuntimes =
    "dotnet10,dotnet8,dotnet6,go1.x,java25,java21,java17.al2023,java17,java11.al2023,java11,java8.al2023,java8.al2,"
    "nodejs24.x,nodejs22.x,nodejs20.x,nodejs18.x,nodejs16.x,provided,provided.al2023,provided.al2,"
    "python3.9,python3.8,python3.14,python3.13,python3.12,python3.11,python3.10,ruby4.0,ruby3.4,ruby3.3,ruby3.2";

constexpr std::array kCallOptions{
    OptionSpec{.name = "event",
               .aliases = "-e",
               .kind = OptionKind::Path,
               .value_name = "FILE",
               .help = "The event: a JSON file, the name of a test event in events/, or - for standard input. Without it the "
                       "event is {}."},
    OptionSpec{.name = "tenant-id",
               .value_name = "ID",
               .help = "The tenant that the call is for; the function finds it in its context."},
    OptionSpec{.name = "no-event", .kind = OptionKind::Flag, .help = "The event is {}, which it is without --event anyway."},
    OptionSpec{.name = "runtime",
               .aliases = "-r",
               .kind = OptionKind::Choice,
               .value_name = "RUNTIME",
               .choices = kRuntimes,
               .help = "The runtime that the function runs on, in place of the template's."},
};

constexpr std::array kTemplateOptions{kTemplateFile, kParameterOverrides, kRegion, kProfile};

constexpr std::array kIgnoredOptions{
    without_effect("durable-execution-name", OptionKind::Text, "not possible yet"),
    kMountSymlinks,
};

constexpr std::array kGroups{OptionGroup{"Call", kCallOptions},
                             OptionGroup{"Template", kTemplateOptions},
                             OptionGroup{"Function", kFunctionOptions},
                             OptionGroup{"Debugging", kDebugOptions},
                             OptionGroup{"Without effect", kLocalIgnoredOptions},
                             OptionGroup{"Without effect", kIgnoredOptions},
                             OptionGroup{"Configuration", kConfigOptions}};

void show(const std::string& answer, Context& context) {
  context.terminal.out(context.as_sam ? in_python_form(answer) : answer + "\n");
  context.terminal.flush();
  if (context.as_sam) context.terminal.err("\n");  // the line ends on a terminal, and not in a file
}

/// 0 also when the function failed or took too long, as with SAM CLI.
int code_of(local::Invoked::End end) {
  using End = local::Invoked::End;
  if (end == End::Interrupted) return kInterrupted;
  return end == End::CannotStart ? kFailed : kDone;
}

/// Anything but a yes is a no.
bool ask(std::string_view question, system::Terminal& terminal) {
  terminal.err(std::string(question) + " [y/N] ");
  const std::optional<std::string> line = terminal.read_line();
  const std::string answer = to_lower(trim(line.value_or("")));
  return answer == "y" || answer == "yes";
}

/// SAM CLI knows files alone, reads them before anything else, whatever `--no-event` says, and says what Python says.
std::optional<Error> find_event_fault_of_sam(const config::Values& values) {
  const auto event = values.text("event");
  if (!event || *event == "-" || file_exists(*event)) return std::nullopt;
  return Error{"[Errno 2] No such file or directory: '" + std::string(*event) + "'"};
}

int run(Context& context) {
  if (const auto code = refuse_hooks(context)) return *code;
  const config::Values& values = context.options;
  if (context.as_sam)
    if (const auto fault = find_event_fault_of_sam(values)) return report(context.terminal, *fault);
  local::InvokeOptions options;
  auto choice = read_template_choice(values);
  if (!choice) return report(context.terminal, choice.error());
  options.template_file = std::move(choice->file);
  options.parameters = std::move(choice->parameters);
  pretend_as_sam(context, options.parameters);
  if (!context.arguments.empty()) options.function = context.arguments.front();
  if (context.as_sam || !values.flag("no-event")) options.event = values.text("event");
  if (const auto tenant = values.text("tenant-id")) {
    if (const std::string_view fault = application::tenant_id_fault(*tenant); !fault.empty())
      return report(context.terminal, Error{"`--tenant-id` " + std::string(fault)});
    options.tenant_id = *tenant;
  }
  options.log_file = values.text("log-file");
  auto functions = read_function_settings(values);
  if (!functions) return report(context.terminal, functions.error());
  warn_of_credentials(context.terminal, *functions);
  options.environment.region = functions->region;
  options.functions = std::move(*functions);
  options.functions.runtime = values.text("runtime");
  options.functions.as_sam = context.as_sam;
  options.form = read_form(values);
  options.style = style_of_err(context.terminal);
  const bool is_asked = ::isatty(STDIN_FILENO) == 1 && context.terminal.err_is_terminal() && options.event != "-";
  if (is_asked) options.ask = [&](std::string_view question) { return ask(question, context.terminal); };
  options.on_answer = [&](const std::string& answer) { show(answer, context); };
  const auto invoked = local::invoke_function(options);
  if (!invoked) return report(context.terminal, invoked.error());
  return invoked->unwritten ? report(context.terminal, *invoked->unwritten) : code_of(invoked->end);
}

}  // namespace

extern const Command command_local_invoke{
    .name = "local invoke",
    .summary = "Call a function once on this machine",
    .description =
        "Runs one function of the template as a process of this machine and calls it with an event. The answer goes to "
        "standard output, what the function prints and Lambda's START, END and REPORT lines go to standard error.\n\n"
        "Where there is a build (.aws-sam/build) its template is used. Without a function's name the template must have only "
        "one.\n\nA test event that `-e NAME` names is the file events/NAME.json, or the example NAME of a document in events/ "
        "as the EventBridge schema registry has them (_FunctionName-schema.json), beside the template or in the working "
        "folder.\n\n"
        "The exit code is 0 also when the function fails: that is an answer too.",
    .arguments = "[FUNCTION]",
    .max_arguments = 1,
    .examples =
        "cxsam local invoke\ncxsam local invoke HelloFunction -e events/event.json\ncxsam local invoke HelloFunction -e "
        "FirstEvent\necho '{\"name\": \"Ali\"}' | cxsam local "
        "invoke HelloFunction -e -",
    .groups = kGroups,
    .run = run,
    .wrong_use = fault_of_calling,
    .area = "Run locally"};

}  // namespace cxsam::cli
