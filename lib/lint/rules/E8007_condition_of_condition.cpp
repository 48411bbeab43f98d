#include "lint/context.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  if (!context.names.are_complete()) return;
  for (const SectionReferences& section : context.references) {
    if (section.section != "Conditions") continue;
    for (const tmpl::Reference& reference : section.references) {
      if (reference.kind != tmpl::Reference::Kind::Condition || context.names.is_condition(reference.name)) continue;
      Diagnostic& finding =
          findings.add(reference.where, "no condition is called `" + reference.name + "`", reference.expansion);
      finding.hints = did_you_mean(reference.name, context.names.section_keys("Conditions"));
    }
  }
}

}  // namespace

extern const Rule rule_E8007_condition_of_condition;
const Rule rule_E8007_condition_of_condition{
    .id = "E8007",
    .summary = "a condition is built from conditions that exist",
    .why = "CloudFormation refuses a template that asks for a condition it does not declare.",
    .check = check,
};

}  // namespace cxsam::lint
