#include "lint/subjects/quota.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  check_count(context, "Parameters", kParameters, Passed::Near, findings);
}

}  // namespace

extern const Rule rule_I2010_parameters_near_quota{
    .id = "I2010",
    .summary = "a template stays away from the 200 parameters that it may have",
    .why = "The next additions may be refused by CloudFormation.",
    .severity = Severity::Info,
    .check = check,
};

}  // namespace cxsam::lint
