#include "lint/subjects/deletion_policy.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  check_deletion_policy(context, "DeletionPolicy", true, findings);
}

}  // namespace

extern const Rule rule_E3035_deletion_policy{
    .id = "E3035",
    .summary = "`DeletionPolicy` is one that the resource has",
    .why = "CloudFormation refuses the resource.",
    .check = check,
    .names_functions = true,
};

}  // namespace cxsam::lint
