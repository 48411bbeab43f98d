// `package` with an upload.
#pragma once

#include <string>

#include "cli/command.h"
#include "package/package.h"
#include "project/project.h"

namespace cxsam::cli::package_command {

/// Packs the project and prints what is found. The error is that something failed, or that nothing was packaged.
Result<package::Package> packed(Context& context, const project::Project& project, const package::Options& options,
                                package::Store& store);

int to_bucket(Context& context, const project::Project& project);

}  // namespace cxsam::cli::package_command
