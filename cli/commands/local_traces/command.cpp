// `local traces`: what a journal tells of traces.
#include "cli/command.h"

#include <array>

#include "base/file.h"
#include "cli/options.h"
#include "local/xray/traces.h"

namespace cxsam::cli {
namespace {

constexpr std::array kTraceOptions{
    OptionSpec{.name = "journal", .kind = OptionKind::Path, .value_name = "FILE", .help = "The file of `--journal`."},
    OptionSpec{.name = "trace-id", .value_name = "ID", .help = "Only this trace."},
    OptionSpec{.name = "output",
               .kind = OptionKind::Choice,
               .value_name = "FORM",
               .default_value = "text",
               .choices = "text,json",
               .help = "Lines for people, or one JSON document."},
};

constexpr std::array kGroups{OptionGroup{"Traces", kTraceOptions}, OptionGroup{"Configuration", kConfigOptions}};

int run(Context& context) {
  const config::Values& values = context.options;
  const auto journal = values.text("journal");
  if (!journal)
    return report(context.terminal,
                  Error{"which journal? `--journal FILE` names what `--journal FILE` of `local start-api` writes"});
  const auto text = read_file(*journal);
  if (!text) return report(context.terminal, text.error());
  std::vector<local::Trace> traces = local::traces_in(*text);
  if (const auto id = values.text("trace-id")) {
    std::erase_if(traces, [&](const local::Trace& trace) { return trace.id != *id; });
    if (traces.empty()) return report(context.terminal, Error{"the journal has no trace `" + *id + "`"});
  }
  if (values.text("output") == "json") {
    context.terminal.out(local::traces_json(traces));
  } else if (traces.empty()) {
    context.terminal.out("The journal has no traces.\n");
  } else {
    context.terminal.out(local::trace_list(traces) + "\n" + local::service_map(traces));
  }
  return kDone;
}

}  // namespace

extern const Command command_local_traces{
    .name = "local traces",
    .summary = "Show traces of calls on this machine, and who called whom",
    .description =
        "With `--journal`, functions find an X-Ray daemon at AWS_XRAY_DAEMON_ADDRESS, and what their SDKs send there is kept. "
        "This shows it as a list of traces with their segments and as a service map. Calls of functions are in it also without "
        "an SDK.",
    .examples =
        "cxsam local start-api --journal calls.jsonl\ncxsam local traces --journal calls.jsonl\n"
        "cxsam local traces --journal calls.jsonl --output json",
    .groups = kGroups,
    .run = run,
    .area = "Run locally"};

}  // namespace cxsam::cli
