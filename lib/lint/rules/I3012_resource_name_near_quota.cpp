#include "lint/subjects/quota.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  check_name_lengths(context, "Resources", Passed::Near, findings);
}

}  // namespace

extern const Rule rule_I3012_resource_name_near_quota{
    .id = "I3012",
    .summary = "the name of a resource stays away from 255 characters",
    .why = "The next additions may be refused by CloudFormation.",
    .severity = Severity::Info,
    .check = check,
};

}  // namespace cxsam::lint
