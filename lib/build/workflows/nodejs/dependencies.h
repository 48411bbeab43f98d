// The packages that a function needs, installed by the package manager whose lock file it has.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "build/workflow.h"

namespace cxsam::build::nodejs {

enum class Wanted : std::uint8_t { Production, Everything };

/// Files and folders that decide what is installed.
std::vector<std::filesystem::path> dependency_inputs(const Job& job);

/// Which package manager, and where it is.
std::string toolchain(const Job& job);

/// Fills `job.dependencies` with node_modules; nothing to do for a package without dependencies. With `job.in_source` all is
/// installed in the user's folder, and the dependencies are a link to it.
Result<void> install_dependencies(const Job& job, Wanted wanted, const Progress& progress);

}  // namespace cxsam::build::nodejs
