// What the build needs to know of a package.json.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace cxsam::build::nodejs {

/// A dependency given as `file:...`.
struct LocalDependency {
  std::filesystem::path written;  // "../lib"
  std::filesystem::path place;    // absolute
};

/// Those of them that exist, sorted by place.
std::vector<LocalDependency> local_dependencies(const std::filesystem::path& package_json);

/// Makes a folder below `scratch` in which `file:` dependencies of the manifest lead to the same places as in its own folder,
/// by links; the manifest and its lock file can then be used there unchanged. Returns the folder, which has no files yet.
Result<std::filesystem::path> make_stage(const std::filesystem::path& package_json, const std::filesystem::path& scratch);

/// True when `npm pack` would leave out no more than what it leaves out of any package: the manifest has no `files` and no
/// scripts that run on packing, and no .npmignore or .gitignore says otherwise.
/// Source: npm documentation, "package.json", section "files".
bool packs_everything(const std::filesystem::path& source);

}  // namespace cxsam::build::nodejs
