// Why resources failed, for a person: what, where in the user's template, CloudFormation's reason, what to do.
#pragma once

#include <span>

#include "cli/command.h"
#include "deploy/failures.h"
#include "project/project.h"

namespace cxsam::cli {

/// On standard error, the first few. `project` is the one that was handed over, null where there is none; of a built one the
/// template that it was built from is looked for in this folder.
void show_failed_resources(Context& context, std::span<const deploy::FailedResource> resources,
                           const project::Project* project);

}  // namespace cxsam::cli
