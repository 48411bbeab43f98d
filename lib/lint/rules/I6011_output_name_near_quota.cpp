#include "lint/subjects/quota.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) { check_name_lengths(context, "Outputs", Passed::Near, findings); }

}  // namespace

extern const Rule rule_I6011_output_name_near_quota{
    .id = "I6011",
    .summary = "the name of an output stays away from 255 characters",
    .why = "The next additions may be refused by CloudFormation.",
    .severity = Severity::Info,
    .check = check,
};

}  // namespace cxsam::lint
