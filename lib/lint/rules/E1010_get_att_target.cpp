#include "lint/subjects/targets.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  check_targets(context, tmpl::Reference::Kind::GetAtt, is_outside_outputs, findings);
}

}  // namespace

extern const Rule rule_E1010_get_att_target{
    .id = "E1010",
    .summary = "`Fn::GetAtt` names a resource of the template",
    .why = "Nothing else has attributes, so the deployment fails before it begins.",
    .check = check,
    .names_functions = true,
};

}  // namespace cxsam::lint
