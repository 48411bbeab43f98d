// `remote invoke`: a call of what is deployed. Source: SAM CLI, "sam remote invoke".
#include "cli/command.h"

#include <array>
#include <optional>
#include <utility>

#include "cli/aws_options.h"
#include "cli/event_input.h"
#include "cli/test_event_options.h"
#include "cloud/remote_invoke.h"
#include "cloud/test_events.h"

namespace cxsam::cli {
namespace {

constexpr std::array kOptions{
    OptionSpec{.name = "stack-name", .value_name = "NAME", .help = "The deployed stack that the resource belongs to."},
    OptionSpec{.name = "event",
               .aliases = "-e",
               .value_name = "TEXT",
               .help = "The event itself: JSON, or a text that becomes a JSON string. Without an event it is {}."},
    OptionSpec{.name = "event-file",
               .kind = OptionKind::Path,
               .value_name = "FILE",
               .help = "A file with the event, or - for standard input."},
    OptionSpec{.name = "test-event-name",
               .value_name = "NAME",
               .help = "A test event of the function that is shared in the account, see `remote test-event`."},
    OptionSpec{
        .name = "parameter",
        .kind = OptionKind::List,
        .value_name = "KEY=VALUE",
        .help = "A parameter of the API's operation besides the event: InvocationType=Event, Qualifier=live, DelaySeconds=10. "
                "May be given several times.",
        .assignments = true},
    OptionSpec{.name = "output",
               .kind = OptionKind::Choice,
               .default_value = "text",
               .choices = "text,json",
               .help = "The result alone, or the service's whole answer as JSON."},
    OptionSpec{.name = "tenant-id", .value_name = "ID", .help = "The tenant, for functions that keep tenants apart."},
    OptionSpec{
        .name = "durable-execution-name", .value_name = "NAME", .help = "The name of the execution, for durable functions."},
    OptionSpec{.name = "fail-on-error",
               .kind = OptionKind::Flag,
               .help = "Exit with 1 when the function or execution itself fails; without it that is an answer too.",
               .only_here = true},
};

constexpr std::array kGroups{OptionGroup{"Call", kOptions}, OptionGroup{"AWS", kAwsOptions},
                             OptionGroup{"Configuration", kConfigOptions}};

Result<cloud::RemoteCall> read_call(Context& context) {
  const config::Values& values = context.options;
  cloud::RemoteCall call{.event = values.text("event")};
  const std::vector<std::string> words = values.list("parameter");
  Result<cloud::Parameters> parameters = cloud::read_parameters(words);
  if (!parameters) return fail(std::move(parameters).error());
  call.parameters = *std::move(parameters);
  if (const auto tenant = values.text("tenant-id")) call.parameters["TenantId"] = *tenant;
  if (const auto execution = values.text("durable-execution-name")) call.parameters["DurableExecutionName"] = *execution;
  call.whole = values.text_or("output", "text") == "json";
  if (const auto file = values.text("event-file")) {
    if (*file == "-") context.terminal.err("Reading event from stdin (you can also pass it from file with --event-file)\n");
    Result<std::string> text = read_input(*file);
    if (!text) return fail(std::move(text).error().with("reading the event of `--event-file`"));
    call.event = *std::move(text);
  }
  return call;
}

cloud::RemoteView make_view(system::Terminal& terminal) {
  return {.result =
              [&](std::string_view text) {
                terminal.out(text);
                terminal.flush();
              },
          .say = [&](std::string_view text) { terminal.err(text); },
          .fault =
              [&](std::string_view text) {
                const bool colour = terminal.colour_err();
                terminal.err((colour ? "\x1b[31m" : "") + std::string(text) + (colour ? "\x1b[0m" : "") + "\n");
              }};
}

/// The shared test event takes the place of an event.
Task<Result<void>> take_test_event(aws::Client& client, const cloud::Target& target, std::string name,
                                   cloud::RemoteCall& call) {
  if (target.type != "AWS::Lambda::Function")
    co_return fail("`--test-event-name` is for functions; " + target.shown + " is an " + target.type);
  std::string function = cloud::function_name_in(target.physical_id);
  const Result<cloud::TestEvent> event = co_await cloud::get_test_event(client, std::move(function), std::move(name));
  if (!event) co_return fail(event.error());
  call.event = event->text;
  if (!event->invocation_type.empty()) call.parameters.try_emplace("InvocationType", event->invocation_type);
  co_return Result<void>();
}

std::optional<Error> find_wrong_use(const Context& context) {
  const config::Values& values = context.options;
  if (auto fault = fault_of_input(values, "event-file")) return fault;
  if (const Result<cloud::Parameters> parameters = cloud::read_parameters(values.list("parameter")); !parameters)
    return parameters.error();
  if (values.has("event") + values.has("event-file") + values.has("test-event-name") > 1)
    return Error{
        "Only one of '--event-file', '--event' and '--test-event-name' can be provided. Please check that you don't have "
        "more than one specified in the command or in a configuration file"};
  return fault_of_resource(context);
}

int run(Context& context) {
  const config::Values& values = context.options;
  const cloud::TargetName name{values.text_or("stack-name", ""), context.arguments.empty() ? "" : context.arguments.front()};
  Result<cloud::RemoteCall> call = read_call(context);
  if (!call) return report(context.terminal, call.error());
  const auto work = [&](aws::Client& client) -> Task<Result<int>> {
    Result<cloud::Target> target = co_await cloud::find_target(client, name, cloud::kInvocable, context.command.name);
    if (!target) co_return fail(std::move(target).error());
    if (const auto event = values.text("test-event-name")) {
      const Result<void> taken = co_await take_test_event(client, *target, *event, *call);
      if (!taken) co_return fail(taken.error());
    }
    cloud::RemoteView view = make_view(context.terminal);
    const Result<bool> worked = co_await cloud::invoke(client, *std::move(target), *std::move(call), std::move(view));
    if (!worked) co_return fail(worked.error());
    if (context.terminal.out_is_terminal()) context.terminal.out("\n");
    co_return *worked || !values.flag("fail-on-error") ? kDone : kFailed;
  };
  return run_with_aws(context, work, cloud::region_in_arn(name.resource));
}

}  // namespace

extern const Command command_remote_invoke{
    .name = "remote invoke",
    .summary = "Call a deployed function, state machine, queue or stream",
    .description =
        "Calls a resource of a deployed stack with an event: a function is invoked and its log goes to standard error, an "
        "execution of a state machine is started and waited for, a message is sent to a queue, a record is put into a Kinesis "
        "stream. The result goes to standard output. The resource is named by its logical id with `--stack-name`, or by its "
        "ARN; without one it is the stack's only function, else its only state machine, queue or stream.\n\n"
        "The answer of a function whose URL streams comes as it is made. A call is never made twice, and a function may take "
        "its 15 minutes.\n\nThe exit code is 0 also when the function fails: that is an answer too. `--fail-on-error` makes it "
        "1.",
    .arguments = "[RESOURCE_ID]",
    .max_arguments = 1,
    .examples =
        "cxsam remote invoke Hello --stack-name shop --event '{\"name\": \"Ali\"}'\n"
        "cxsam remote invoke Hello --stack-name shop --event-file events/event.json\n"
        "cxsam remote invoke Hello --stack-name shop --parameter InvocationType=Event\n"
        "cxsam remote invoke arn:aws:sqs:eu-west-1:123456789012:orders --event hello",
    .groups = kGroups,
    .run = run,
    .wrong_use = find_wrong_use,
    .area = "Look after what is deployed"};

}  // namespace cxsam::cli
