#include "base/did_you_mean.h"
#include "lint/context.h"
#include "lint/rule.h"
#include "lint/subjects/dynamic_reference.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  if (!context.names.are_complete()) return;
  for (const tmpl::Resource& resource : context.source.resources()) {
    if (!resource.condition || context.names.is_condition(*resource.condition)) continue;
    const Node& name = *resource.node->find("Condition");
    if (may_be_resolved(name, *context.options.dialect)) continue;
    Diagnostic& finding = findings.add(name, "no condition is called `" + std::string(*resource.condition) + "`");
    finding.hints = did_you_mean(*resource.condition, context.names.section_keys("Conditions"));
  }
}

}  // namespace

extern const Rule rule_E3015_resource_condition{
    .id = "E3015",
    .summary = "a resource's `Condition` is declared in `Conditions`",
    .why = "CloudFormation refuses a template that asks for a condition it does not declare.",
    .check = check,
};

}  // namespace cxsam::lint
