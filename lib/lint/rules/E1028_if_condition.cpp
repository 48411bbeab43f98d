#include "lint/context.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  if (!context.names.are_complete()) return;
  for (const SectionReferences& section : context.references)
    for (const tmpl::Reference& reference : section.references) {
      if (reference.kind != tmpl::Reference::Kind::Condition || !reference.node) continue;
      const std::optional<Intrinsic> call = as_intrinsic(*reference.node);
      if (!call || call->name != "Fn::If" || context.names.is_condition(reference.name)) continue;
      Diagnostic& finding = findings.add(
          reference.where, "`Fn::If` asks for condition `" + reference.name + "`, which the template does not declare",
          reference.expansion);
      finding.hints = did_you_mean(reference.name, context.names.section_keys("Conditions"));
    }
}

}  // namespace

extern const Rule rule_E1028_if_condition;
const Rule rule_E1028_if_condition{
    .id = "E1028",
    .summary = "`Fn::If` names a condition of the template",
    .why = "CloudFormation refuses a template that asks for a condition it does not declare.",
    .check = check,
};

}  // namespace cxsam::lint
