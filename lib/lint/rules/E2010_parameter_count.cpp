#include "lint/subjects/quota.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  check_count(context, "Parameters", kParameters, Passed::Most, findings);
}

}  // namespace

extern const Rule rule_E2010_parameter_count{
    .id = "E2010",
    .summary = "a template has at most 200 parameters",
    .why = "CloudFormation refuses the template.",
    .check = check,
    .only_in = &kCxsam,  // cfn-lint does not count these
};

}  // namespace cxsam::lint
