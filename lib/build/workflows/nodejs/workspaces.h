// npm workspaces: which folders belong together.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace cxsam::build::nodejs {

/// Folders that share one package-lock.json and one node_modules.
struct Workspaces {
  std::filesystem::path root;
  std::vector<std::filesystem::path> members;  // absolute, with a package.json each, sorted
};

/// The workspaces that `folder` is the root or a member of, found as npm finds them: upwards from the folder.
/// Source: npm documentation, "workspaces" and "package.json", section "workspaces".
std::optional<Workspaces> find_workspaces(const std::filesystem::path& folder);

}  // namespace cxsam::build::nodejs
