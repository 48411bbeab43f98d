// `logs`: what functions, APIs and state machines have written. Source: SAM CLI, "sam logs".
#include "cli/command.h"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "cli/aws_options.h"
#include "cli/cloud_times.h"
#include "cli/commands/logs/lines.h"
#include "cli/trace_view.h"
#include "cloud/log_groups.h"
#include "cloud/logs.h"
#include "loop/task_group.h"

namespace cxsam::cli {
namespace logs_command {
namespace {

constexpr std::array kOptions{
    OptionSpec{.name = "stack-name", .value_name = "NAME", .help = "The deployed stack."},
    OptionSpec{.name = "name",
               .aliases = "-n",
               .kind = OptionKind::List,
               .value_name = "LOGICAL_ID",
               .help = "A function, API or state machine of the stack (`Child/Hello` in a nested one). May be given several "
                       "times; without it all of them."},
    OptionSpec{.name = "cw-log-group",
               .kind = OptionKind::List,
               .value_name = "GROUP",
               .help = "A log group by its name. May be given several times."},
    OptionSpec{
        .name = "filter",
        .value_name = "PATTERN",
        .help = "Only events that CloudWatch's filter pattern matches: a word, \"several words\", { $.level = \"ERROR\" }."},
    OptionSpec{.name = "tail", .aliases = "-t", .kind = OptionKind::Flag, .help = "Go on with what comes, until Ctrl-C."},
    OptionSpec{.name = "include-traces", .aliases = "-i", .kind = OptionKind::Flag, .help = "Show traces of X-Ray, too."},
    OptionSpec{.name = "output",
               .kind = OptionKind::Choice,
               .default_value = "text",
               .choices = "text,json",
               .help = "Lines for a person, or JSON objects, one a line."},
};

constexpr std::array kGroups{OptionGroup{"Logs", kOptions}, OptionGroup{"Time", kTimeOptions}, OptionGroup{"AWS", kAwsOptions},
                             OptionGroup{"Configuration", kConfigOptions}};

/// What is said to who might not know it. Under its own name the program says nothing that is no result.
constexpr std::string_view kSamHint =
    "You can now use 'sam logs' without --name parameter, which will pull the logs from all supported resources in your "
    "stack.\n";

std::string next_commands(const std::string& stack) {
  return fmt::format(
      "\nCommands you can use next\n=========================\n"
      "[*] Tail Logs from All Support Resources and X-Ray: sam logs {}--tail --include-traces\n"
      "[*] Tail X-Ray Information: sam traces --tail\n\n",
      stack.empty() ? "" : "--stack-name " + stack + " ");
}

cloud::TakeLogEvent make_line_printer(Context& context) {
  const config::Values& values = context.options;
  const LineStyle style{values.text_or("output", "text") == "json", context.terminal.colour_out(),
                        values.text_or("filter", "")};
  return [&terminal = context.terminal, style](const cloud::CloudLogEvent& event) {
    terminal.out(event_line(event, style));
    terminal.flush();
  };
}

struct Request {
  cloud::LogQuery query;
  cloud::LogRange range;
  cloud::TraceQuery traces;
  bool with_traces;
};

Task<Result<std::vector<std::string>>> groups_of(Context& context, aws::Client& client, const Request& request) {
  const auto say = [&](std::string_view line) { context.terminal.err(std::string(line) + "\n"); };
  co_return co_await cloud::find_log_groups(client, request.query, say);
}

Task<Result<int>> show(Context& context, aws::Client& client, const Request& request) {
  Result<std::vector<std::string>> groups = co_await groups_of(context, client, request);
  if (!groups) co_return fail(std::move(groups).error());
  const auto read = co_await cloud::read_logs(client, *std::move(groups), request.range, make_line_printer(context));
  if (!read) co_return fail(read.error());
  if (!request.with_traces) co_return kDone;
  const auto traced = co_await cloud::read_traces(client, request.traces, make_trace_view(context));
  if (!traced) co_return fail(traced.error());
  co_return kDone;
}

/// Traces that cannot be read do not end the logs.
Task<void> show_traces(Context& context, aws::Client& client, const Request& request) {
  const Error error = co_await cloud::follow_traces(client, request.traces, make_trace_view(context));
  report(context.terminal, error);
}

Task<Result<int>> follow(Context& context, aws::Client& client, const Request& request) {
  Result<std::vector<std::string>> groups = co_await groups_of(context, client, request);
  if (!groups) co_return fail(std::move(groups).error());
  TaskGroup tasks(client.world());
  if (request.with_traces) tasks.spawn("traces", show_traces(context, client, request));
  Error error = co_await cloud::follow_logs(client, *std::move(groups), request.range, make_line_printer(context));
  tasks.cancel();
  co_await tasks.join();
  co_return fail(std::move(error));
}

std::optional<Error> find_wrong_use(const Context& context) {
  const config::Values& values = context.options;
  if (!values.text_or("stack-name", "").empty()) return std::nullopt;
  if (!values.list("name").empty()) return Error{"Missing option. Please provide '--stack-name' when using '--name' option"};
  if (!values.list("cw-log-group").empty()) return std::nullopt;
  return Error{"Missing option. Please provide '--stack-name' or '--cw-log-group'"};
}

int run(Context& context) {
  const config::Values& values = context.options;
  Request request{.query = {values.text_or("stack-name", ""), values.list("name"), values.list("cw-log-group")},
                  .range = {},
                  .traces = {},
                  .with_traces = values.flag("include-traces")};
  const cloud::LogQuery& query = request.query;
  if (context.as_sam && query.names.size() == 1) context.terminal.out(kSamHint);
  const Result<TimeRange> times = read_times(values, SystemClock().wall());
  if (!times) return report(context.terminal, times.error());
  request.range = {values.text_or("filter", ""), times->from, times->to};
  request.traces = {{}, times->from, times->to};
  if (!values.flag("tail")) return run_with_aws(context, [&](aws::Client& client) { return show(context, client, request); });
  bool interrupted = false;
  const int code = run_with_aws_until_signal(
      context, [&](aws::Client& client) { return follow(context, client, request); }, interrupted);
  if (!interrupted || !context.as_sam) return code;
  context.terminal.err(" CTRL+C received, cancelling...\n");
  context.terminal.out(next_commands(query.stack));
  return code;
}

}  // namespace
}  // namespace logs_command

extern const Command command_logs{
    .name = "logs",
    .summary = "Show or follow the logs of a deployed application",
    .description =
        "Prints what functions, APIs and state machines of a stack have written to CloudWatch Logs, sorted by time. Log groups "
        "come from the stack: those that functions name themselves, execution and access logs of each stage of an API, logs of "
        "state machines, nested stacks included.\n\n"
        "`--tail` goes on until Ctrl-C; it outlives throttling, and events that arrive late are not lost.",
    .examples =
        "cxsam logs --stack-name shop\n"
        "cxsam logs --stack-name shop -n HelloFunction --tail\n"
        "cxsam logs --stack-name shop --filter ERROR -s '1 hour ago'\n"
        "cxsam logs --cw-log-group /aws/lambda/other --output json",
    .groups = logs_command::kGroups,
    .run = logs_command::run,
    .wrong_use = logs_command::find_wrong_use,
    .area = "Look after what is deployed"};

}  // namespace cxsam::cli
