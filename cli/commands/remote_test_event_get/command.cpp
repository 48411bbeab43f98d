// `remote test-event get`. Source: SAM CLI, "sam remote test-event get".
#include "cli/command.h"

#include <array>
#include <utility>

#include "base/file.h"
#include "cli/paths.h"
#include "cli/test_event_options.h"
#include "cloud/test_events.h"

namespace cxsam::cli {
namespace {

constexpr std::array kOptions{kTestEventStack, kTestEventName,
                              OptionSpec{.name = "output-file",
                                         .kind = OptionKind::Path,
                                         .value_name = "FILE",
                                         .help = "Write the event there instead of standard output."}};
constexpr std::array kGroups{OptionGroup{"Event", kOptions}, OptionGroup{"AWS", kAwsOptions},
                             OptionGroup{"Configuration", kConfigOptions}};

int run(Context& context) {
  const std::string name = *context.options.text("name");
  return run_with_function(context, [&](aws::Client& client, std::string function) -> Task<Result<int>> {
    const auto event = co_await cloud::get_test_event(client, std::move(function), name);
    if (!event) co_return fail(event.error());
    const auto file = context.options.text("output-file");
    if (!file || *file == "-") {
      context.terminal.out(event->text + "\n");
      co_return kDone;
    }
    const Result<void> written = write_file_atomically(absolute(*file), event->text);
    if (!written) co_return fail(written.error());
    context.terminal.out("Remote test event saved in '" + *file + "'\n");
    co_return kDone;
  });
}

}  // namespace

extern const Command command_remote_test_event_get{
    .name = "remote test-event get",
    .summary = "Print a shared test event of a function",
    .description = "Prints a test event of the function from the account's schema registry.",
    .arguments = "[RESOURCE_ID]",
    .max_arguments = 1,
    .examples =
        "cxsam remote test-event get Hello --stack-name shop --name first\n"
        "cxsam remote test-event get Hello --name first | cxsam local invoke Hello -e -",
    .groups = kGroups,
    .run = run,
    .wrong_use = fault_of_event_and_resource,
    .area = "Look after what is deployed"};

}  // namespace cxsam::cli
