#include "lint/subjects/number_limit.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  const facts::Limits& limits = context.options.limits;
  for (const LambdaFunction& function : context.functions) {
    const Member* property = function.property("EphemeralStorage");
    if (!property || runs_on_managed_instances(function)) continue;
    const Node* size = property->value.find("Size");
    if (size)
      check_number(context, *size,
                   {"EphemeralStorage.Size", "MB", limits.ephemeral_storage_min_mb, limits.ephemeral_storage_max_mb}, findings);
  }
}

}  // namespace

extern const Rule rule_CX1004_ephemeral_storage{
    .id = "CX1004",
    .summary = "a function asks for an amount of `/tmp` that Lambda has",
    .why = "Lambda refuses the function.",
    .check = check,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
