#include "lint/subjects/quota.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  check_name_lengths(context, "Parameters", Passed::Near, findings);
}

}  // namespace

extern const Rule rule_I2011_parameter_name_near_quota{
    .id = "I2011",
    .summary = "the name of a parameter stays away from 255 characters",
    .why = "The next additions may be refused by CloudFormation.",
    .severity = Severity::Info,
    .check = check,
};

}  // namespace cxsam::lint
