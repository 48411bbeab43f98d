// `list resources`: what a stack is made of. Source: SAM CLI, "sam list resources".
#include "cli/command.h"

#include <algorithm>
#include <utility>

#include "cli/list_options.h"
#include "cloud/stack.h"
#include "json/json.h"

namespace cxsam::cli {
namespace {

/// Those of the transformed template that `resources` lacks are not deployed.
void add_local(std::vector<cloud::StackResource>& resources, const std::optional<project::Project>& project) {
  if (!project) return;
  for (const tmpl::Resource& local : project->root.expanded.resources())
    if (std::ranges::find(resources, local.logical_id, &cloud::StackResource::logical_id) == resources.end())
      resources.push_back({std::string(local.logical_id), "", std::string(local.type)});
}

int show(Context& context, const std::vector<cloud::StackResource>& resources) {
  Json list = Json::array();
  Table table{.title = "Resources", .columns = {"Logical ID", "Physical ID"}, .rows = {}};
  for (const cloud::StackResource& each : resources) {
    const std::string physical = each.physical_id.empty() ? "-" : each.physical_id;
    list.push_back({{"LogicalResourceId", each.logical_id}, {"PhysicalResourceId", physical}});
    table.rows.push_back({each.logical_id, physical});
  }
  return show_list(context, list, table);
}

int run(Context& context) {
  Result<std::optional<project::Project>> project = load_for_list(context);
  if (!project) return report(context.terminal, project.error());
  const std::string stack = context.options.text_or("stack-name", "");
  if (stack.empty()) {
    say_local_only(context);
    std::vector<cloud::StackResource> resources;
    add_local(resources, *project);
    return show(context, resources);
  }
  return run_with_region(context, [&](aws::Client& client, std::string region) -> Task<Result<int>> {
    auto found = co_await cloud::list_resources(client, stack, cloud::Nested::LeftOut);
    if (!found) co_return fail(std::move(found).error());
    if (!*found) co_return fail(cloud::no_such_stack_in(stack, region));
    add_local(**found, *project);
    co_return show(context, **found);
  });
}

}  // namespace

extern const Command command_list_resources{
    .name = "list resources",
    .summary = "Show the resources of a stack and their physical ids",
    .description =
        "Lists what CloudFormation has made of the template: logical and physical ids. What stands in the template on this "
        "machine and is not deployed yet has `-`; without a stack's name that is everything.",
    .examples =
        "cxsam list resources --stack-name shop\ncxsam list resources --stack-name shop --output json\ncxsam list resources",
    .groups = kListGroups,
    .run = run,
    .area = "Look after what is deployed"};

}  // namespace cxsam::cli
