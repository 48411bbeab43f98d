#include "document/node.h"
#include "lint/context.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

// A parameter that names a whole map, or a condition, is an intrinsic and may be right.
void check_environment(const Member* environment, Findings& findings) {
  if (!environment || !environment->value.is_map() || as_intrinsic(environment->value)) return;
  for (const Member& member : environment->value.members) {
    if (member.key == "Variables" || member.key.starts_with("Fn::")) continue;
    Diagnostic& finding = findings.add(member.key_span, "`Environment` has no property `" + member.key + "`");
    finding.hints.emplace_back("environment variables go below `Variables`");
  }
}

void check(const CheckContext& context, Findings& findings) {
  for (const LambdaFunction& function : context.functions) check_environment(function.own_property("Environment"), findings);
}

}  // namespace

extern const Rule rule_CX1014_environment_shape{
    .id = "CX1014",
    .summary = "`Environment` of a function has `Variables` and nothing else",
    .why = "CloudFormation refuses the function; on this machine the variable would be missing.",
    .check = check,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
