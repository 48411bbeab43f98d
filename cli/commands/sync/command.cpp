// `sync`: what changes here changes in the cloud. Source: SAM CLI, "sam sync".
#include "cli/command.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "cli/ask.h"
#include "cli/commands/deploy/settings.h"
#include "cli/commands/sync/code.h"
#include "cli/commands/sync/consent.h"
#include "cli/commands/sync/options.h"
#include "cli/commands/sync/request.h"
#include "cli/commands/sync/view.h"
#include "cli/commands/sync/watch.h"
#include "cli/commands/sync/whole.h"

namespace cxsam::cli {
namespace sync_command {
namespace {

int sync_once(Context& context, const sync::Request& request) {
  const sync::Voices voices = make_voices(context);
  if (context.options.flag("code"))
    return run_with_aws(context, [&](aws::Client& client) { return sync_code(context, client, request, voices); });
  const Result<sync::Prepared> prepared = sync::prepare(request, voices);
  if (!prepared) return report(context.terminal, prepared.error());
  context.terminal.out("\nBuild Succeeded\n");
  const bool always = !context.options.flag("skip-deploy-sync");
  return run_with_region(context, [&](aws::Client& client, std::string region) -> Task<Result<int>> {
    co_return co_await sync_whole(context, client, region, request, *prepared, always);
  });
}

/// A type that `--resource` names, of which nothing can be brought, and what deploying takes.
std::optional<Error> find_wrong_use(const Context& context) {
  const config::Values& options = context.options;
  const std::vector<std::string_view> known = sync::unit_types();
  for (const std::string& type : options.list("resource"))
    if (std::ranges::find(known, type) == known.end())
      return Error{fmt::format("Invalid value for '--resource': '{}' is not one of '{}'.", type, fmt::join(known, "', '"))};
  for (const std::string& word : options.list("watch-exclude"))
    if (const std::size_t equals = word.find('='); equals == 0 || equals >= word.size() - 1)
      return Error{fmt::format("Invalid value for '{}': Argument must be a key, value pair in the format Key=Value.", word)};
  if (const auto tags = deploy_command::read_tags(options.list("tags")); !tags) return tags.error();
  if (auto fault = fault_of_uploads(options)) return fault;
  if (options.has("stack-name")) return std::nullopt;
  return Error{"Missing option '--stack-name'."};
}

int run(Context& context) {
  const Result<sync::Request> request = read_request(context);
  if (!request) return report(context.terminal, request.error());
  const Result<bool> consent = ask_consent(context, request->project.template_path, request->stack);
  if (!consent) return report_no_answer(context.terminal);
  if (!*consent) return kDone;
  return context.options.flag("watch") ? sync_and_watch(context, *request) : sync_once(context, *request);
}

}  // namespace
}  // namespace sync_command

extern const Command command_sync{.name = "sync",
                                  .summary = "Bring changes to a development stack, at once and as they are made",
                                  .description =
                                      "Builds what has changed and brings it to a deployed stack. Where only "
                                      "code has changed since CloudFormation was last "
                                      "asked, it goes straight to Lambda, API Gateway and Step Functions; "
                                      "else the stack is created or updated. With `--code` "
                                      "CloudFormation is never asked, with `--watch` each change of a file "
                                      "is brought away until Ctrl-C.\n\n"
                                      "What was brought straight to the services is not what the stack's "
                                      "template says, so this is for stacks of "
                                      "development: that is asked once.",
                                  .examples =
                                      "cxsam sync --stack-name dev --watch\n"
                                      "cxsam sync --stack-name dev --code\n"
                                      "cxsam sync --stack-name dev --code --resource-id HelloFunction",
                                  .groups = sync_command::kGroups,
                                  .run = sync_command::run,
                                  .wrong_use = sync_command::find_wrong_use,
                                  .area = "Build and hand over"};

}  // namespace cxsam::cli
