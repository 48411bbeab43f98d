#include "local/function_parts.h"

#include "local/stack_values.h"

namespace cxsam::local {

application::PartsOfFunctions read_function_parts(const project::Project& project) {
  application::PartsOfFunctions parts;
  for (const project::Stack* stack : project::all_stacks(project))
    application::read_function_parts(resolver_of(*stack), stack->path, project.application, parts);
  return parts;
}

}  // namespace cxsam::local
