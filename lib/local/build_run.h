// `cxsam build` as a child of a session.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "loop/world.h"

namespace cxsam::local {

struct BuildRun {
  std::filesystem::path folder;        // to run in
  std::vector<std::string> arguments;  // behind `build`
  bool colour = false;
};

/// Runs this very program. What the build says on standard error goes to `pass` as it comes, in whole lines; the advice at its
/// end is left out. True when it ended with 0. Error: it could not be started.
Task<Result<bool>> run_build(World world, BuildRun run, std::function<void(std::string_view lines)> pass);

}  // namespace cxsam::local
