#include "lint/subjects/deletion_policy.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  check_deletion_policy(context, "UpdateReplacePolicy", false, findings);
}

}  // namespace

extern const Rule rule_E3036_update_replace_policy{
    .id = "E3036",
    .summary = "`UpdateReplacePolicy` is one that the resource has",
    .why = "CloudFormation refuses the resource.",
    .check = check,
    .names_functions = true,
};

}  // namespace cxsam::lint
