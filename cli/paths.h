// Paths between what the user types and what modules work on.
#pragma once

#include <filesystem>
#include <string>

namespace cxsam::cli {

/// Absolute and normal, without a slash at its end.
std::filesystem::path absolute(const std::filesystem::path& path);

/// As the user would type it: relative to the working folder when it is below, else absolute.
std::string shown(const std::filesystem::path& path);

}  // namespace cxsam::cli
