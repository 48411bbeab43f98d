// `list endpoints`: where an application is reached. Source: SAM CLI, "sam list endpoints".
#include "cli/command.h"

#include <algorithm>
#include <utility>

#include "cli/list_options.h"
#include "cloud/endpoints.h"
#include "json/json.h"

namespace cxsam::cli {
namespace {

/// A function has one address, an API a list; "-" stands for what is not deployed, and what functions have none of. Source: SAM
/// CLI.
Json addresses(const cloud::Endpoint& endpoint) {
  if (endpoint.is_function) return endpoint.urls.empty() ? Json("-") : Json(endpoint.urls.front());
  return endpoint.physical_id.empty() ? Json("-") : Json(endpoint.urls);
}

Json methods(const cloud::Endpoint& endpoint) { return endpoint.is_function ? Json("-") : Json(endpoint.methods); }

/// Several rows for one with several addresses or methods.
void add_rows(Table& table, const cloud::Endpoint& endpoint) {
  const auto at = [](const std::vector<std::string>& texts, std::size_t i) {
    if (texts.empty() && i == 0) return std::string("-");
    return i < texts.size() ? texts[i] : std::string();
  };
  const std::size_t rows = std::max({endpoint.urls.size(), endpoint.methods.size(), std::size_t{1}});
  for (std::size_t i = 0; i < rows; ++i) {
    const std::string physical = endpoint.physical_id.empty() ? "-" : endpoint.physical_id;
    table.rows.push_back(
        {i == 0 ? endpoint.logical_id : "", i == 0 ? physical : "", at(endpoint.urls, i), at(endpoint.methods, i)});
  }
}

int show(Context& context, const std::vector<cloud::Endpoint>& endpoints) {
  Json list = Json::array();
  Table table{.title = "Endpoints", .columns = {"Resource ID", "Physical ID", "Cloud Endpoints", "Methods"}, .rows = {}};
  for (const cloud::Endpoint& each : endpoints) {
    list.push_back({{"LogicalResourceId", each.logical_id},
                    {"PhysicalResourceId", each.physical_id.empty() ? "-" : each.physical_id},
                    {"CloudEndpoint", addresses(each)},
                    {"Methods", methods(each)}});
    add_rows(table, each);
  }
  return show_list(context, list, table);
}

int run(Context& context) {
  Result<std::optional<project::Project>> loaded = load_for_list(context);
  if (!loaded) return report(context.terminal, loaded.error());
  const project::Project* const project = *loaded ? &**loaded : nullptr;
  const std::string stack = context.options.text_or("stack-name", "");
  if (stack.empty()) {
    say_local_only(context);
    return show(context, cloud::local_endpoints(project));
  }
  return run_with_region(context, [&](aws::Client& client, std::string region) -> Task<Result<int>> {
    auto found = co_await cloud::list_resources(client, stack, cloud::Nested::LeftOut);
    if (!found) co_return fail(std::move(found).error());
    if (!*found) co_return fail(cloud::no_such_stack_in(stack, region));
    const auto endpoints = co_await cloud::deployed_endpoints(client, std::move(region), **std::move(found), project);
    if (!endpoints) co_return fail(endpoints.error());
    co_return show(context, *endpoints);
  });
}

}  // namespace

extern const Command command_list_endpoints{
    .name = "list endpoints",
    .summary = "Show the addresses of APIs and functions",
    .description =
        "Lists functions with their URLs and APIs with the address of each stage, or their custom domains, beside the paths "
        "and methods that the template on this machine has. What is not deployed has `-`.",
    .examples = "cxsam list endpoints --stack-name shop\ncxsam list endpoints --stack-name shop --output json",
    .groups = kListGroups,
    .run = run,
    .area = "Look after what is deployed"};

}  // namespace cxsam::cli
