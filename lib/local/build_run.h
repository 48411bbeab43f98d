// `cxsam build` as a child of start-api.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "loop/task.h"

namespace cxsam::local {

/// Runs this very program with `build` and `arguments` in `folder`; all that it prints goes to standard error. True when it
/// ended with 0. The error: it could not be started.
Task<Result<bool>> run_build(Loop& loop, std::filesystem::path folder, std::vector<std::string> arguments);

}  // namespace cxsam::local
