#include "lint/subjects/quota.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  check_name_lengths(context, "Parameters", Passed::Most, findings);
}

}  // namespace

extern const Rule rule_E2011_parameter_name_length{
    .id = "E2011",
    .summary = "the name of a parameter has at most 255 characters",
    .why = "CloudFormation refuses the template.",
    .check = check,
};

}  // namespace cxsam::lint
