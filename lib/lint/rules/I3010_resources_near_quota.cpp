#include "lint/subjects/quota.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  check_count(context, "Resources", kResources, Passed::Near, findings);
}

}  // namespace

extern const Rule rule_I3010_resources_near_quota{
    .id = "I3010",
    .summary = "a template stays away from the 500 resources that it may have",
    .why = "The next additions may be refused by CloudFormation.",
    .severity = Severity::Info,
    .check = check,
};

}  // namespace cxsam::lint
