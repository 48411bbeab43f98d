#include "local/function_parts.h"

namespace cxsam::local {

application::PartsOfFunctions read_function_parts(const project::Project& project) {
  application::PartsOfFunctions parts;
  for (const project::Stack* stack : project::all_stacks(project)) {
    const tmpl::Resolver names(stack->expanded, stack->parameters);
    const tmpl::Resolver resolver(stack->expanded, stack->parameters,
                                  application::physical_value(stack->environment, names, stack->path));
    application::read_function_parts(resolver, stack->path, project.application, parts);
  }
  return parts;
}

}  // namespace cxsam::local
