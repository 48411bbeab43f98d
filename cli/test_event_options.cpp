#include "cli/test_event_options.h"

#include <array>
#include <utility>

#include "cloud/target.h"

namespace cxsam::cli {
namespace {

constexpr std::array<std::string_view, 1> kFunctions{"AWS::Lambda::Function"};

}  // namespace

int run_with_function(Context& context, const std::function<Task<Result<int>>(aws::Client&, std::string function)>& work) {
  const cloud::TargetName name{context.options.text_or("stack-name", ""),
                               context.arguments.empty() ? "" : context.arguments.front()};
  const auto found = [&](aws::Client& client) -> Task<Result<int>> {
    const Result<cloud::Target> target = co_await cloud::find_target(client, name, kFunctions, context.command.name);
    if (!target) co_return fail(target.error());
    std::string function = cloud::function_name_in(target->physical_id);
    co_return co_await work(client, std::move(function));
  };
  return run_with_aws(context, found, cloud::region_in_arn(name.resource));
}

std::optional<Error> fault_of_resource(const Context& context) {
  const bool named = !context.options.text_or("stack-name", "").empty();
  if (named || (!context.arguments.empty() && !context.arguments.front().empty())) return std::nullopt;
  return Error{"At least 1 of --stack-name or --resource-id parameters should be provided."};
}

std::optional<Error> fault_of_event_name(const Context& context) {
  const auto name = context.options.text("name");
  if (!name) return Error{"Missing option '--name'."};
  if (name->empty()) return Error{"Value for option 'name' can't be empty."};
  return std::nullopt;
}

std::optional<Error> fault_of_event_and_resource(const Context& context) {
  if (auto fault = fault_of_event_name(context)) return fault;
  return fault_of_resource(context);
}

}  // namespace cxsam::cli
