#include "lint/subjects/targets.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  check_targets(context, tmpl::Reference::Kind::Ref, is_outside_outputs, findings);
  check_transformed_targets(context, findings);
}

}  // namespace

extern const Rule rule_E1020_ref_target{
    .id = "E1020",
    .summary = "`Ref` names a parameter, a pseudo parameter or a resource",
    .why =
        "CloudFormation refuses the whole template for one unknown name. Names of what SAM makes (`Function.Version`) and its "
        "attributes are looked up in the transformed template.",
    .check = check,
    .names_functions = true,
};

}  // namespace cxsam::lint
