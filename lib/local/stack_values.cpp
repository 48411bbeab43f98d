#include "local/stack_values.h"

namespace cxsam::local {

tmpl::Resolver resolver_of(const project::Stack& stack) {
  const tmpl::Resolver names(stack.expanded, stack.parameters);
  return {stack.expanded, stack.parameters,
          [outputs = project::outputs_of_children(stack),
           names = application::physical_value(stack.environment, names, stack.path)](
              const tmpl::Resource& resource, std::string_view attribute) -> std::optional<Node> {
            auto output = outputs(resource, attribute);
            return output ? output : names(resource, attribute);
          }};
}

application::LogGroups read_log_groups(const project::Project& project) {
  application::LogGroups groups;
  for (const project::Stack* stack : project::all_stacks(project))
    application::read_log_groups(resolver_of(*stack), stack->path, groups);
  return groups;
}

}  // namespace cxsam::local
