// What the build needs to know of a package.json.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"

namespace cxsam::build::nodejs {

/// Folders and archives that dependencies name as `file:...`, where they exist.
std::vector<std::filesystem::path> local_dependencies(const std::filesystem::path& package_json);

/// The text of a package.json with `file:` places made absolute, so that npm finds them from another folder.
Result<std::string> with_absolute_places(const std::filesystem::path& package_json);

/// True when `npm pack` would leave out no more than what it leaves out of any package: the manifest has no `files` and no
/// scripts that run on packing, and no .npmignore or .gitignore says otherwise.
/// Source: npm documentation, "package.json", section "files".
bool packs_everything(const std::filesystem::path& source);

}  // namespace cxsam::build::nodejs
