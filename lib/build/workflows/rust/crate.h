// Which folders decide what cargo makes of a package.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace cxsam::build::rust {

/// The folders that a Cargo.toml names: values of `path` that are no source files of the package itself.
/// Source: The Cargo Book, "Specifying Dependencies", section "Specifying path dependencies".
std::vector<std::string> local_folders(std::string_view manifest);

/// What lies outside of `folder`: the workspace that it is a member of, and packages that are named by their folders. Absolute.
std::vector<std::filesystem::path> further_inputs(const std::filesystem::path& folder);

}  // namespace cxsam::build::rust
