// Numbers of a function that Lambda bounds: memory, timeout, ephemeral storage.
#pragma once

#include <cstdint>
#include <string_view>

#include "lint/context.h"
#include "lint/rule.h"

namespace cxsam::lint {

/// Bounds are inclusive; values are `min` plus a multiple of `step`.
struct NumberLimit {
  std::string_view property;  // "MemorySize", for messages
  std::string_view unit;      // "MB"
  std::uint32_t min = 0, max = 0, step = 1;
};

/// Reports every possible value of `node` that is no whole number or outside the limit.
void check_number(const CheckContext& context, const Node& node, const NumberLimit& limit, Findings& findings);

/// Lambda Managed Instances have limits of their own, which depend on the instances.
/// Source: AWS Lambda developer guide, "Lambda Managed Instances".
bool runs_on_managed_instances(const LambdaFunction& function);

}  // namespace cxsam::lint
