// Which folders decide what `go build` makes.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace cxsam::build::go {

/// The local folders that a go.mod or go.work names: `replace a => ../b`, `use ./c`, as they are written.
/// Source: Go documentation, "Go Modules Reference", sections "go.mod files" and "Workspaces".
std::vector<std::string> local_folders(std::string_view text);

/// What lies outside of `folder`, a package or a module: the rest of its module, the workspace, and modules that these name by
/// their folders. Absolute.
std::vector<std::filesystem::path> further_inputs(const std::filesystem::path& folder);

}  // namespace cxsam::build::go
