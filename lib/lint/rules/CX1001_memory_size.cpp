#include "lint/subjects/number_limit.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  const facts::Limits& limits = context.options.limits;
  for (const LambdaFunction& function : context.functions) {
    const Member* property = function.property("MemorySize");
    if (!property || runs_on_managed_instances(function)) continue;
    check_number(context, property->value,
                 {"MemorySize", "MB", limits.memory_min_mb, limits.memory_max_mb, limits.memory_step_mb}, findings);
  }
}

}  // namespace

extern const Rule rule_CX1001_memory_size{
    .id = "CX1001",
    .summary = "a function asks for an amount of memory that Lambda has",
    .why = "Lambda refuses the function. `--limits classic` checks the older range of 128 to 3008 MB in steps of 64.",
    .check = check,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
