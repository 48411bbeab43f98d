// Versions, aliases and URLs of an application's functions.
#pragma once

#include "application/function_parts.h"
#include "project/project.h"

namespace cxsam::local {

/// Of all stacks.
application::PartsOfFunctions read_function_parts(const project::Project& project);

}  // namespace cxsam::local
