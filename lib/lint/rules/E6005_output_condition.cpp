#include "base/did_you_mean.h"
#include "lint/context.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  const Node* outputs = context.source.section("Outputs");
  if (!outputs || !context.names.are_complete()) return;
  for (const Member& output : outputs->members) {
    const Node* condition = output.value.find("Condition");
    if (!condition || !condition->is_string() || context.names.is_condition(condition->text)) continue;
    Diagnostic& finding = findings.add(*condition, "no condition is called `" + condition->text + "`");
    finding.hints = did_you_mean(condition->text, context.names.section_keys("Conditions"));
  }
}

}  // namespace

extern const Rule rule_E6005_output_condition{
    .id = "E6005",
    .summary = "an output's `Condition` is declared in `Conditions`",
    .why = "CloudFormation refuses a template that asks for a condition it does not declare.",
    .check = check,
};

}  // namespace cxsam::lint
