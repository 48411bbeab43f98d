// What is said of a path at which there is nothing.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace cxsam {

/// Hints for the first part of `path` that is not in its folder: "did you mean `src`?" for the entry that was meant, or none.
std::vector<std::string> did_you_mean_path(const std::filesystem::path& path);

}  // namespace cxsam
