#include "project/names.h"

#include <algorithm>
#include <array>

#include "template/further_names.h"

namespace cxsam::project {
namespace {

constexpr std::array<std::string_view, 4> kTypes{"AWS::Serverless::Function", "AWS::Lambda::Function",
                                                 "AWS::Serverless::LayerVersion", "AWS::Lambda::LayerVersion"};

bool is_called(const tmpl::Resource& resource, std::string_view name) {
  if (std::ranges::find(kTypes, resource.type) == kTypes.end()) return false;
  const Node* physical = resource.node->at_path({"Properties", "FunctionName"});
  if (physical != nullptr && physical->as_string() == name) return true;
  const std::vector<std::string> names = tmpl::further_names(resource.node->find("Metadata"));
  return std::ranges::find(names, name) != names.end();
}

}  // namespace

std::vector<std::string> called(const Project& project, std::string_view name) {
  std::vector<std::string> paths;
  if (name.empty()) return paths;
  for (const Stack* stack : all_stacks(project))
    for (const tmpl::Resource& resource : stack->source.resources())
      if (is_called(resource, name)) paths.push_back(stack->full_path(resource.logical_id));
  return paths;
}

}  // namespace cxsam::project
