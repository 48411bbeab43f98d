#include "cloud/stack.h"

#include <utility>

#include <fmt/format.h>

#include "aws/services/cloudformation.h"
#include "json/json.h"

namespace cxsam::cloud {
namespace {

constexpr std::string_view kStackType = "AWS::CloudFormation::Stack";
constexpr std::size_t kDeepest = 10;  // levels of stacks that are followed

using Resources = std::optional<std::vector<StackResource>>;

/// Those of one stack, all pages of them.
Task<Result<Resources>> list_level(aws::Client& client, std::string stack, std::string prefix) {
  std::vector<StackResource> all;
  Json parameters{{"StackName", stack}};
  for (;;) {
    const auto answer = co_await client.query("cloudformation", "ListStackResources", parameters);
    if (!answer) {
      if (aws::is_no_such_stack(answer.error())) co_return Resources();
      co_return fail(aws::to_error(answer.error(), "ListStackResources"));
    }
    if (const aws::XmlElement* page = answer->find("StackResourceSummaries"))
      for (const aws::XmlElement& each : page->children)
        all.push_back({prefix + each.text_of("LogicalResourceId"), each.text_of("PhysicalResourceId"),
                       each.text_of("ResourceType"), each.text_of("LastUpdatedTimestamp")});
    std::string next = answer->text_of("NextToken");
    if (next.empty()) co_return Resources(std::move(all));
    parameters["NextToken"] = std::move(next);
  }
}

}  // namespace

Task<Result<Resources>> list_resources(aws::Client& client, std::string stack, Nested nested) {
  struct Level {
    std::string stack, prefix;
    std::size_t depth;
  };
  std::vector<Level> levels{{std::move(stack), "", 0}};
  std::vector<StackResource> all;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const Level level = levels[i];
    Result<Resources> found = co_await list_level(client, level.stack, level.prefix);
    if (!found) co_return fail(std::move(found).error());
    if (!*found && i == 0) co_return Resources();
    if (!*found) continue;  // a nested stack that is being deleted
    for (StackResource& each : **found) {
      const bool follow = nested == Nested::Included && each.type == kStackType && !each.physical_id.empty();
      if (follow && level.depth < kDeepest) levels.push_back({each.physical_id, each.logical_id + "/", level.depth + 1});
      all.push_back(std::move(each));
    }
  }
  co_return Resources(std::move(all));
}

Error no_such_stack(std::string_view name) {
  return Error{fmt::format("Invalid --stack-name parameter. Stack with id '{}' does not exist", name)};
}

Error no_such_stack_in(std::string_view name, std::string_view region) {
  return Error{fmt::format("The input stack {} does not exist on Cloudformation in the region {}", name, region)};
}

std::string_view own_id(std::string_view logical_id) { return logical_id.substr(logical_id.rfind('/') + 1); }

}  // namespace cxsam::cloud
