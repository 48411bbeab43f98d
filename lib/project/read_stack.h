// One stack of a project: its template as it is written, what it becomes, and what is known of its outputs.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "project/project.h"

namespace cxsam::project {

/// Fills in `stack`, whose path and environment are there already, with all but its children. `parameters`: what it is given.
void read_stack(const Request& request, Sources& sources, Node document, const tmpl::ParameterOverrides& parameters,
                Stack& stack, Diagnostics& findings);

/// The values of the outputs that do not wait for a deployment.
std::map<std::string, Node, std::less<>> known_outputs(const Stack& stack, const tmpl::Resolver& resolver);

}  // namespace cxsam::project
