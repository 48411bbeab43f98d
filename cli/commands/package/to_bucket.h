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

/// What is wrong with the words of `--signing-profiles`, or "".
std::string fault_of_signing(const config::Values& options);

/// What is wrong with `--image-repository`, or "".
std::string fault_of_repository(const config::Values& options);

}  // namespace cxsam::cli::package_command
