#include "lint/subjects/quota.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) { check_name_lengths(context, "Mappings", Passed::Near, findings); }

}  // namespace

extern const Rule rule_I7002_mapping_name_near_quota{
    .id = "I7002",
    .summary = "the name of a mapping stays away from 255 characters",
    .why = "The next additions may be refused by CloudFormation.",
    .severity = Severity::Info,
    .check = check,
};

}  // namespace cxsam::lint
