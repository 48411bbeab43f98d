// pnpm and yarn, for projects with their lock files.
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"
#include "build/workflow.h"
#include "build/workflows/nodejs/dependencies.h"
#include "build/workflows/nodejs/stage.h"

namespace cxsam::build::nodejs {

struct Manager {
  std::string program = "npm";  // "pnpm", "yarn"
  std::filesystem::path lock;   // its lock file; "" = none
  bool workspace = false;       // the lock file is that of several packages

  [[nodiscard]] std::filesystem::path root() const { return lock.parent_path(); }
};

/// By the lock file beside the manifest; else by pnpm's of a workspace above it. npm's own lock file goes first.
Manager find_manager(const std::filesystem::path& manifest);

/// Fills `job.dependencies` with node_modules of real files, as the lock file says.
Result<void> install_with(const Manager& manager, const Job& job, const LocalPackages& packages, Wanted wanted,
                          const Progress& progress);

}  // namespace cxsam::build::nodejs
