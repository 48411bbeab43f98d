#include "base/text.h"
#include "project/project.h"

namespace cxsam::project {
namespace {

void collect(const Stack& stack, std::vector<const Stack*>& all) {
  all.push_back(&stack);
  for (const Stack& child : stack.children) collect(child, all);
}

}  // namespace

const Stack* Project::find_stack(std::string_view path) const {
  const Stack* stack = &root;
  if (path.empty()) return stack;
  for (const std::string_view id : split(path, '/')) {
    stack = stack->find_child(id);
    if (stack == nullptr) return nullptr;
  }
  return stack;
}

std::vector<const Stack*> all_stacks(const Project& project) {
  std::vector<const Stack*> all;
  collect(project.root, all);
  return all;
}

tmpl::PhysicalValue outputs_of_children(const Stack& stack) {
  return [&stack](const tmpl::Resource& resource, std::string_view attribute) -> std::optional<Node> {
    constexpr std::string_view kOutputs = "Outputs.";
    if (!attribute.starts_with(kOutputs)) return std::nullopt;
    const Stack* child = stack.find_child(resource.logical_id);
    if (child == nullptr) return std::nullopt;
    const auto output = child->outputs.find(attribute.substr(kOutputs.size()));
    return output == child->outputs.end() ? std::nullopt : std::optional(output->second);
  };
}

}  // namespace cxsam::project
