// `traces`: what X-Ray knows. Source: SAM CLI, "sam traces".
#include "cli/command.h"

#include <array>
#include <utility>

#include "cli/aws_options.h"
#include "cli/cloud_times.h"
#include "cli/trace_view.h"

namespace cxsam::cli {
namespace {

constexpr std::array kOptions{
    OptionSpec{.name = "trace-id",
               .aliases = "-ti",
               .kind = OptionKind::List,
               .value_name = "ID",
               .help = "These traces alone. May be given several times."},
    OptionSpec{.name = "tail", .aliases = "-t", .kind = OptionKind::Flag, .help = "Go on with what comes, until Ctrl-C."},
    OptionSpec{.name = "output",
               .kind = OptionKind::Choice,
               .default_value = "text",
               .choices = "text,json",
               .help = "Trees for a person, or JSON objects, one a line."},
};

constexpr std::array kGroups{OptionGroup{"Traces", kOptions}, OptionGroup{"Time", kTimeOptions},
                             OptionGroup{"AWS", kAwsOptions}, OptionGroup{"Configuration", kConfigOptions}};

int run(Context& context) {
  const config::Values& values = context.options;
  const Result<TimeRange> times = read_times(values, SystemClock().wall());
  if (!times) return report(context.terminal, times.error());
  const cloud::TraceQuery query{values.list("trace-id"), times->from, times->to};
  if (values.flag("tail")) {
    bool interrupted = false;
    const int code = run_with_aws_until_signal(
        context,
        [&](aws::Client& client) -> Task<Result<int>> {
          Error error = co_await cloud::follow_traces(client, query, make_trace_view(context));
          co_return fail(std::move(error));
        },
        interrupted);
    if (interrupted && context.as_sam) context.terminal.err(" CTRL+C received, cancelling...\n");
    return code;
  }
  return run_with_aws(context, [&](aws::Client& client) -> Task<Result<int>> {
    const Result<void> read = co_await cloud::read_traces(client, query, make_trace_view(context));
    if (!read) co_return fail(read.error());
    co_return kDone;
  });
}

}  // namespace

extern const Command command_traces{
    .name = "traces",
    .summary = "Show traces of AWS X-Ray",
    .description =
        "Prints the service graph and the traces of a time, each as a tree of its segments with durations and HTTP status. "
        "`--tail` goes on with what comes, and shows a trace again when it has grown.",
    .examples =
        "cxsam traces\ncxsam traces --tail\ncxsam traces --trace-id 1-5e1b4151-5ac6c58f40ba1e9d6d1c0a4c\ncxsam traces -s "
        "yesterday --output json",
    .groups = kGroups,
    .run = run,
    .area = "Look after what is deployed"};

}  // namespace cxsam::cli
