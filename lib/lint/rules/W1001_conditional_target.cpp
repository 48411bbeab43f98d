#include <optional>

#include <fmt/format.h>

#include "lint/places/choice.h"
#include "lint/places/function_targets.h"
#include "lint/places/walk.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

void check_target(const CheckContext& context, const Visit& visit, const FunctionTarget& target, Findings& findings) {
  const tmpl::Resource* resource = context.source.find_resource(target.name);
  if (!resource || !resource->condition) return;
  if (!context.conditions.find(*resource->condition) && !visit.scenario->empty()) return;  // nobody can say
  if (!context.conditions.assume(*visit.scenario, *resource->condition, false)) return;
  Diagnostic& finding =
      findings.add(visit.place, fmt::format("`{}` needs resource `{}`, which may be missing: it is made only when `{}` holds",
                                            target.function, target.name, *resource->condition));
  finding.hints.push_back(
      fmt::format("choose with `Fn::If` on `{}`, or give what refers to it that condition", *resource->condition));
}

// When a resource is made, or a branch taken, whose condition is not there (E3015), nobody can say.
bool hangs_on_nothing(const CheckContext& context, const Visit& visit) {
  if (const std::optional<Choice> choice = as_choice(visit.node)) return !context.conditions.find(choice->condition);
  if (!visit.parent || visit.parent->parent) return false;
  const Node* condition = visit.node.find("Condition");
  return condition && condition->is_string() && !context.conditions.find(condition->text);
}

void check(const CheckContext& context, Findings& findings) {
  for (const std::string_view section : {"Resources", "Outputs"})
    walk_section(context, section, [&](const Visit& visit) {
      if (!visit.scenario || hangs_on_nothing(context, visit)) return false;
      for (const FunctionTarget& target : targets_of(visit.node)) check_target(context, visit, target, findings);
      return true;
    });
}

}  // namespace

extern const Rule rule_W1001_conditional_target{
    .id = "W1001",
    .summary = "`Ref`, `Fn::GetAtt` and `Fn::Sub` name resources that exist whenever they are evaluated",
    .why = "Where the condition of the resource does not hold, CloudFormation refuses the template: the name leads nowhere.",
    .severity = Severity::Warning,
    .check = check,
};

}  // namespace cxsam::lint
