#include "cli/test_event_options.h"

#include <array>
#include <utility>

#include "cli/usage.h"
#include "cloud/target.h"

namespace cxsam::cli {
namespace {

constexpr std::array<std::string_view, 1> kFunctions{"AWS::Lambda::Function"};

}  // namespace

int run_with_function(Context& context, const std::function<Task<Result<int>>(aws::Client&, std::string function)>& work) {
  const cloud::TargetName name{context.options.text_or("stack-name", ""),
                               context.arguments.empty() ? "" : context.arguments.front()};
  if (name.stack.empty() && name.resource.empty())
    return usage_error(context, kTestEventUsage, "At least 1 of --stack-name or --resource-id parameters should be provided.");
  const auto found = [&](aws::Client& client) -> Task<Result<int>> {
    const Result<cloud::Target> target = co_await cloud::find_target(client, name, kFunctions, context.command);
    if (!target) co_return fail(target.error());
    std::string function = cloud::function_name_in(target->physical_id);
    co_return co_await work(client, std::move(function));
  };
  return run_with_aws(context, found, cloud::region_in_arn(name.resource));
}

int check_event_name(Context& context) {
  if (context.options.has("name")) return kDone;
  return usage_error(context, kTestEventUsage, "Missing option '--name'.");
}

}  // namespace cxsam::cli
