#include "lint/subjects/targets.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  check_targets(context, tmpl::Reference::Kind::Sub, is_outside_outputs, findings);
}

}  // namespace

extern const Rule rule_E1019_sub_target{
    .id = "E1019",
    .summary = "every `${Name}` of an `Fn::Sub` is a parameter, a resource, or one of its own variables",
    .why = "CloudFormation refuses the whole template for one unknown name.",
    .check = check,
    .names_functions = true,
};

}  // namespace cxsam::lint
