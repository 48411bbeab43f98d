#include "lint/rule.h"

namespace cxsam::lint {
extern const Rule rule_E1028_if_condition{
    .id = "E1028",
    .summary = "`Fn::If` names a condition of the template",
    .why = "CloudFormation refuses a template that asks for a condition it does not declare.",
};

}  // namespace cxsam::lint
