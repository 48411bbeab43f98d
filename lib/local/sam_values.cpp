#include "local/sam_values.h"

#include "local/stack_values.h"

namespace cxsam::local {
namespace {

/// False when every parameter has a value.
bool name_parameters(project::Stack& stack) {
  const Node* section = stack.source.section("Parameters");
  if (section == nullptr || !section->is_map()) return false;
  bool any = false;
  for (const Member& declared : section->members) {
    if (stack.parameters.contains(declared.key)) continue;
    const Node* fallback = declared.value.find("Default");
    const auto text = fallback == nullptr ? std::nullopt : fallback->as_text();
    stack.parameters.emplace(declared.key, make_string(std::string(text.value_or(declared.key))));
    any = true;
  }
  return any;
}

void read_environment_again(const project::Stack& stack, application::Function& function) {
  const tmpl::Resource* resource = stack.expanded.find_resource(function.logical_id);
  const Node* environment = resource == nullptr ? nullptr : resource->property("Environment");
  if (environment == nullptr) return;
  const tmpl::Resolved resolved = resolver_of(stack).resolve(*environment);
  const Node* variables = resolved.value.find("Variables");
  if (variables == nullptr || !variables->is_map() || as_intrinsic(*variables)) return;
  for (const Member& variable : variables->members)
    function.environment.insert_or_assign(variable.key, std::string(variable.value.as_text().value_or("")));
}

void name_unknown_values(project::Stack& stack, application::Application& application) {
  if (name_parameters(stack)) {
    for (application::Function& function : application.functions)
      if (function.stack_path == stack.path) read_environment_again(stack, function);
  }
  for (project::Stack& child : stack.children) name_unknown_values(child, application);
}

}  // namespace

void name_unknown_values(project::Project& project) { name_unknown_values(project.root, project.application); }

}  // namespace cxsam::local
