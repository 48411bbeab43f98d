// `local logs`: what a journal says.
#include "cli/command.h"

#include <array>
#include <limits>

#include "cli/options.h"
#include "local/journal/show_logs.h"

namespace cxsam::cli {
namespace {

constexpr std::array kLogOptions{
    OptionSpec{.name = "journal",
               .kind = OptionKind::Path,
               .value_name = "FILE",
               .help = "The file of `--journal`, or of `--log-format json --log-file`."},
    OptionSpec{.name = "follow", .aliases = "-f", .kind = OptionKind::Flag, .help = "Go on with what comes, until Ctrl-C."},
    OptionSpec{.name = "request-id", .value_name = "ID", .help = "Only what belongs to this call."},
};

constexpr std::array kGroups{OptionGroup{"Log", kLogOptions}, OptionGroup{"Configuration", kConfigOptions}};

int run(Context& context) {
  const config::Values& values = context.options;
  const auto journal = values.text("journal");
  if (!journal) {
    return report(context.terminal,
                  Error{"which journal? `--journal FILE` names what `--journal FILE` of `local invoke`, `start-api` or "
                        "`start-lambda` writes"});
  }
  const local::LogsOptions options{.journal = *journal,
                                   .filter = {.functions = context.arguments, .request_id = values.text_or("request-id", "")},
                                   .follow = values.flag("follow")};
  const auto shown = local::show_logs(options, [&](std::string_view lines) {
    context.terminal.out(lines);
    context.terminal.flush();
  });
  return shown ? kDone : report(context.terminal, shown.error());
}

}  // namespace

extern const Command command_local_logs{
    .name = "local logs",
    .summary = "Show what functions on this machine have logged",
    .description =
        "Shows the lines of a journal as they were said: START, what functions print, END, "
        "REPORT, requests and notes. With names of "
        "functions only theirs.",
    .arguments = "[FUNCTION]...",
    .max_arguments = std::numeric_limits<std::size_t>::max(),
    .examples =
        "cxsam local start-api --journal calls.jsonl\ncxsam local logs --journal calls.jsonl -f\n"
        "cxsam local logs --journal calls.jsonl HelloFunction",
    .groups = kGroups,
    .run = run,
    .area = "Run locally"};

}  // namespace cxsam::cli
