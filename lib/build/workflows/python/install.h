// The packages of a requirements file, for the target's processor and Python, whatever this machine is.
#pragma once

#include <filesystem>

#include "base/result.h"
#include "build/workflow.h"
#include "build/workflows/python/pip.h"
#include "build/workflows/python/target.h"

namespace cxsam::build::python {

/// Fills `job.dependencies`. Wheels for the target are taken where there are any; what is published as source alone, and local
/// folders, become wheels in `job.scratch`, so that nothing is written beside the user's sources and no path of this machine
/// is in the result. Errors name the package that the target cannot have.
Result<void> install(const Job& job, const Interpreter& python, const Target& target, const Progress& progress);

}  // namespace cxsam::build::python
