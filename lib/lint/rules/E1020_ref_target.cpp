#include "lint/subjects/targets.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  check_targets(context, tmpl::Reference::Kind::Ref, is_outside_outputs, findings);
}

}  // namespace

extern const Rule rule_E1020_ref_target{
    .id = "E1020",
    .summary = "`Ref` names a parameter, a pseudo parameter or a resource",
    .why = "CloudFormation refuses the whole template for one unknown name.",
    .check = check,
    .names_functions = true,
};

}  // namespace cxsam::lint
