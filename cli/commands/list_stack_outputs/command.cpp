// `list stack-outputs`. Source: SAM CLI, "sam list stack-outputs".
#include "cli/command.h"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "aws/services/cloudformation.h"
#include "cli/list_options.h"
#include "cloud/stack.h"
#include "json/json.h"

namespace cxsam::cli {
namespace {

constexpr std::array kOptions{OptionSpec{.name = "stack-name", .value_name = "NAME", .help = "The deployed stack."},
                              kListOutput};

constexpr std::array kGroups{OptionGroup{"What to list", kOptions}, OptionGroup{"AWS", kAwsOptions},
                             OptionGroup{"Configuration", kConfigOptions}};

int show(Context& context, const std::vector<aws::StackOutput>& outputs) {
  Json list = Json::array();
  Table table{.title = "Stack Outputs", .columns = {"OutputKey", "OutputValue", "Description"}, .rows = {}};
  for (const aws::StackOutput& each : outputs) {
    list.push_back({{"OutputKey", each.key}, {"OutputValue", each.value}, {"Description", each.description}});
    table.rows.push_back({each.key, each.value, each.description});
  }
  return show_list(context, list, table);
}

std::optional<Error> find_wrong_use(const Context& context) {
  if (context.options.has("stack-name")) return std::nullopt;
  return Error{"Missing option '--stack-name'."};
}

int run(Context& context) {
  const auto name = context.options.text("stack-name");
  return run_with_region(context, [&](aws::Client& client, std::string region) -> Task<Result<int>> {
    const auto stack = co_await aws::find_stack(client, *name);
    if (!stack) co_return fail(aws::to_error(stack.error(), "DescribeStacks"));
    if (!*stack) co_return fail(cloud::no_such_stack_in(*name, region));
    if ((*stack)->outputs.empty())
      co_return fail(
          fmt::format("Outputs do not exist for the input stack {} on Cloudformation in the region {}", *name, region));
    co_return show(context, (*stack)->outputs);
  });
}

}  // namespace

extern const Command command_list_stack_outputs{
    .name = "list stack-outputs",
    .summary = "Show the outputs of a stack",
    .description = "Lists the outputs of a deployed stack with their values and descriptions.",
    .examples = "cxsam list stack-outputs --stack-name shop\ncxsam list stack-outputs --stack-name shop --output json",
    .groups = kGroups,
    .run = run,
    .wrong_use = find_wrong_use,
    .area = "Look after what is deployed"};

}  // namespace cxsam::cli
