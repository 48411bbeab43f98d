// `remote test-event delete`. Source: SAM CLI, "sam remote test-event delete".
#include "cli/command.h"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "cli/test_event_options.h"
#include "cloud/test_events.h"

namespace cxsam::cli {
namespace {

constexpr std::array kOptions{kTestEventStack, kTestEventName};
constexpr std::array kGroups{OptionGroup{"Event", kOptions}, OptionGroup{"AWS", kAwsOptions},
                             OptionGroup{"Configuration", kConfigOptions}};

int run(Context& context) {
  const std::string name = *context.options.text("name");
  return run_with_function(context, [&](aws::Client& client, std::string function) -> Task<Result<int>> {
    const Result<void> gone = co_await cloud::delete_test_event(client, std::move(function), name);
    if (!gone) co_return fail(gone.error());
    context.terminal.out(fmt::format("Delete remote event '{}' completed successfully\n", name));
    co_return kDone;
  });
}

}  // namespace

extern const Command command_remote_test_event_delete{
    .name = "remote test-event delete",
    .summary = "Remove a shared test event of a function",
    .description = "Removes a test event of the function from the account's schema registry.",
    .arguments = "[RESOURCE_ID]",
    .max_arguments = 1,
    .examples = "cxsam remote test-event delete HelloFunction --stack-name shop --name first",
    .groups = kGroups,
    .run = run,
    .wrong_use = fault_of_event_and_resource,
    .area = "Look after what is deployed"};

}  // namespace cxsam::cli
