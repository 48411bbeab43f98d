// `cxsam build` as a child of start-api.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "loop/task.h"

namespace cxsam::local {

/// Runs this very program with `build` and `arguments` in `folder`: what it does and what fails is on standard error, the
/// advice at its end is left out. True when it ended with 0. The error: it could not be started.
Task<Result<bool>> run_build(Loop& loop, std::filesystem::path folder, std::vector<std::string> arguments);

}  // namespace cxsam::local
