// Whether a custom runtime can start what was built.
#pragma once

#include <filesystem>
#include <optional>

#include "base/result.h"
#include "build/plan.h"

namespace cxsam::build {

/// What is wrong with the `bootstrap` in `folder`, with what to do: see system::find_start_fault. A program that needs a newer
/// C library than the runtime has cannot start either. Source: AWS Lambda developer guide, "Lambda runtimes" (the operating
/// systems); their releases notes (glibc 2.17, 2.26, 2.34).
std::optional<Error> find_bootstrap_fault(const std::filesystem::path& folder, const Definition& definition);

}  // namespace cxsam::build
