// `remote test-event list`. Source: SAM CLI, "sam remote test-event list".
#include "cli/command.h"

#include <array>
#include <utility>

#include "base/text.h"
#include "cli/test_event_options.h"
#include "cloud/test_events.h"

namespace cxsam::cli {
namespace {

constexpr std::array kOptions{kTestEventStack};
constexpr std::array kGroups{OptionGroup{"Function", kOptions}, OptionGroup{"AWS", kAwsOptions},
                             OptionGroup{"Configuration", kConfigOptions}};

int run(Context& context) {
  return run_with_function(context, [&](aws::Client& client, std::string function) -> Task<Result<int>> {
    const auto names = co_await cloud::list_test_events(client, std::move(function));
    if (!names) co_return fail(names.error());
    if (!*names) context.terminal.err(cloud::no_registry_text() + "\n");
    context.terminal.out((*names ? join(**names, "\n") : "") + "\n");
    co_return kDone;
  });
}

}  // namespace

extern const Command command_remote_test_event_list{
    .name = "remote test-event list",
    .summary = "List the shared test events of a function",
    .description = "Prints the names of the function's test events in the account's schema registry, one a line.",
    .arguments = "[RESOURCE_ID]",
    .max_arguments = 1,
    .examples = "cxsam remote test-event list HelloFunction --stack-name shop",
    .groups = kGroups,
    .run = run,
    .wrong_use = fault_of_resource,
    .area = "Look after what is deployed"};

}  // namespace cxsam::cli
