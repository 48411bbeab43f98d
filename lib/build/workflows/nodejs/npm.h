// npm itself.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "build/workflow.h"

namespace cxsam::build::nodejs {

/// Runs `npm <words>` in `folder` and gives what it printed to standard output. The error is what npm says, without its page of
/// usage and the place of its log.
Result<std::string> npm(std::vector<std::string> words, const std::filesystem::path& folder, const Progress& progress);

/// The paths that npm would pack of the package in `folder`. Its scripts run there.
Result<std::set<std::string, std::less<>>> packed_paths(const std::filesystem::path& folder, const Progress& progress);

/// The list of `npm pack --json` within all that was printed: scripts print before and after it.
Result<std::set<std::string, std::less<>>> read_packed_paths(std::string_view output);

}  // namespace cxsam::build::nodejs
