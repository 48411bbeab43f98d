#include "lint/subjects/quota.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  check_count(context, "Outputs", kOutputs, Passed::Most, findings);
}

}  // namespace

extern const Rule rule_E6010_output_count{
    .id = "E6010",
    .summary = "a template has at most 200 outputs",
    .why = "CloudFormation refuses the template.",
    .check = check,
};

}  // namespace cxsam::lint
