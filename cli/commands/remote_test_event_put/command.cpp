// `remote test-event put`. Source: SAM CLI, "sam remote test-event put".
#include "cli/command.h"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "cli/event_input.h"
#include "cli/test_event_options.h"
#include "cloud/test_events.h"

namespace cxsam::cli {
namespace {

constexpr std::array kOptions{
    kTestEventStack, kTestEventName,
    OptionSpec{.name = "file",
               .kind = OptionKind::Path,
               .value_name = "FILE",
               .help = "The event, a JSON file; - for standard input."},
    OptionSpec{.name = "invocation-type",
               .kind = OptionKind::Choice,
               .choices = "Event,RequestResponse",
               .help = "How the function is called with this event: waited for, or not."},
    OptionSpec{.name = "force", .aliases = "-f", .kind = OptionKind::Flag, .help = "Replace an event of that name."}};
constexpr std::array kGroups{OptionGroup{"Event", kOptions}, OptionGroup{"AWS", kAwsOptions},
                             OptionGroup{"Configuration", kConfigOptions}};

std::optional<Error> find_wrong_use(const Context& context) {
  if (auto fault = fault_of_input(context.options, "file")) return fault;
  if (auto fault = fault_of_event_name(context)) return fault;
  if (!context.options.has("file")) return Error{"The option '--file' is required (You can provide '-' to read from stdin)"};
  return fault_of_resource(context);
}

int run(Context& context) {
  const config::Values& values = context.options;
  const auto file = values.text("file");
  Result<std::string> text = read_input(*file);
  if (!text) return report(context.terminal, std::move(text).error().with("reading the event of `--file`"));
  const std::string name = *values.text("name");
  return run_with_function(context, [&](aws::Client& client, std::string function) -> Task<Result<int>> {
    cloud::TestEvent event{*text, values.text_or("invocation-type", "")};
    const auto put = co_await cloud::put_test_event(client, std::move(function), name, std::move(event), values.flag("force"));
    if (!put) co_return fail(put.error());
    context.terminal.out(fmt::format("Put remote event '{}' completed successfully\n", name));
    co_return kDone;
  });
}

}  // namespace

extern const Command command_remote_test_event_put{
    .name = "remote test-event put",
    .summary = "Share a test event of a function",
    .description =
        "Keeps a test event of the function in the account's schema registry, where Lambda's console and colleagues find it.",
    .arguments = "[RESOURCE_ID]",
    .max_arguments = 1,
    .examples = "cxsam remote test-event put Hello --name first --file events/event.json",
    .groups = kGroups,
    .run = run,
    .wrong_use = find_wrong_use,
    .area = "Look after what is deployed"};

}  // namespace cxsam::cli
