#include "lint/subjects/number_limit.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  const facts::Limits& limits = context.options.limits;
  for (const LambdaFunction& function : context.functions) {
    const Member* property = function.property("Timeout");
    if (!property || runs_on_managed_instances(function)) continue;
    check_number(context, property->value, {"Timeout", "s", limits.timeout_min_s, limits.timeout_max_s}, findings);
  }
}

}  // namespace

extern const Rule rule_CX1002_timeout{
    .id = "CX1002",
    .summary = "a function's timeout is at most 15 minutes",
    .why = "Lambda refuses the function. Longer work belongs in a Step Functions workflow, a container or several invocations.",
    .check = check,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
