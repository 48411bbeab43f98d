// validate --watch.
#pragma once

#include <filesystem>
#include <functional>
#include <vector>

namespace cxsam::cli::validate {

/// Calls `check` whenever something in the folders that it gave back last has changed, until Ctrl-C. It has been called once
/// before, with the result `folders`.
void check_on_change(std::vector<std::filesystem::path> folders,
                     const std::function<std::vector<std::filesystem::path>()>& check);

}  // namespace cxsam::cli::validate
