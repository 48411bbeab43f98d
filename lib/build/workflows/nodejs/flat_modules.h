// From node_modules with links, and several of them, to the one that a function can be deployed with.
#pragma once

#include <filesystem>

#include "base/result.h"

namespace cxsam::build::nodejs {

/// Removes links in `modules` and its scopes that lead to `package`: workspaces are linked into their root.
Result<void> remove_links_to(const std::filesystem::path& modules, const std::filesystem::path& package);

/// Puts the packages of `own` into `modules`, which has other versions of some. Packages that stay and need the version that
/// goes get a copy of it for themselves.
Result<void> put_on_top(const std::filesystem::path& own, const std::filesystem::path& modules);

}  // namespace cxsam::build::nodejs
