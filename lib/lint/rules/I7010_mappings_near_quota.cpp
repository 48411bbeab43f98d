#include "lint/subjects/quota.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  check_count(context, "Mappings", kMappings, Passed::Near, findings);
}

}  // namespace

extern const Rule rule_I7010_mappings_near_quota{
    .id = "I7010",
    .summary = "a template stays away from the 200 mappings that it may have",
    .why = "The next additions may be refused by CloudFormation.",
    .severity = Severity::Info,
    .check = check,
};

}  // namespace cxsam::lint
