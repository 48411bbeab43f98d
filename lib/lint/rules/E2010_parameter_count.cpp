#include "lint/subjects/quota.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  if (!context.options.own_rules) return;  // cfn-lint does not count these
  check_count(context, "Parameters", kParameters, Passed::Most, findings);
}

}  // namespace

extern const Rule rule_E2010_parameter_count{
    .id = "E2010",
    .summary = "a template has at most 200 parameters",
    .why = "CloudFormation refuses the template.",
    .check = check,
};

}  // namespace cxsam::lint
