// How long an instance waits for what it runs, and what extensions hear of its end.
#pragma once

#include <algorithm>
#include <chrono>
#include <string_view>

#include "runtime/spec.h"

namespace cxsam::runtime {

/// Of the phase of its own that initialisation has. Source: AWS Lambda developer guide, "Understanding the Lambda execution
/// environment lifecycle", and the same for Lambda Managed Instances.
inline std::chrono::seconds init_limit(const FunctionSpec& spec) {
  if (spec.max_concurrency == 0) return std::chrono::seconds(10);
  return std::chrono::seconds(std::max(130U, spec.function.timeout_s));
}

/// For a runtime that has answered to ask for more.
inline constexpr std::chrono::seconds kNextPatience{10};
inline constexpr std::chrono::milliseconds kMemoryCheck{100};
inline constexpr std::chrono::seconds kKillPatience{5};

inline constexpr std::string_view kSpindown = "spindown";
inline constexpr std::string_view kTimeout = "timeout";
inline constexpr std::string_view kFailure = "failure";

}  // namespace cxsam::runtime
