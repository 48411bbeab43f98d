// What pip's and uv's results have in common.
#pragma once

#include <filesystem>
#include <span>

#include "base/result.h"
#include "build/workflow.h"
#include "build/workflows/python/target.h"

namespace cxsam::build::python {

/// The error names a file with machine code for another processor than the target's.
Result<void> check_processor(const std::filesystem::path& dependencies, const Target& target);

/// Leaves out of installed packages what only this installation knows: who installed them and at whose wish, from which local
/// file, and scripts for the interpreter of this machine. Source: PyPA specifications, "Recording installed projects" and
/// "Recording the Direct URL Origin of installed distributions".
Result<void> forget_installation(const std::filesystem::path& dependencies);

/// The code of the function or layer beside its packages.
Result<void> put_code_beside(const Job& job, std::span<const system::TreeEntry> source, const Progress& progress);

}  // namespace cxsam::build::python
