#include <fmt/format.h>

#include "lint/places/walk.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

bool is_branch(const Visit& visit) {
  const Visit* arguments = visit.parent;
  return visit.index > 0 && arguments && arguments->name == "Fn::If" && arguments->node.items.size() == 3;
}

void report(const Visit& branch, Findings& findings) {
  const std::string_view condition = branch.parent->node.items.front().text;
  Diagnostic& finding = findings.add(branch.place, fmt::format("this branch of `Fn::If` is never taken: here `{}` is always {}",
                                                               condition, branch.index == 1 ? "false" : "true"));
  finding.notes.emplace_back("The conditions on the way to this place decide it already.");
}

// An attribute of a resource other than its properties.
bool is_other_attribute(const Visit& visit) {
  const bool is_attribute = visit.parent && visit.parent->parent && !visit.parent->parent->parent;
  return is_attribute && visit.parent->parent->name == "Resources" && visit.name != "Properties";
}

// A branch that only AllowedValues close may be wanted the day another value is allowed; one that contradicts the `Fn::If`
// around it never is.
void check(const CheckContext& context, Findings& findings) {
  if (!context.source.section("Conditions")) return;
  const ConditionSolver conditions(context.source, context.options.parameters, Knowledge::FormOnly);
  for (const std::string_view section : {"Resources", "Outputs"})
    walk_section(context, conditions, section, [&](const Visit& visit) {
      if (visit.scenario) return !is_other_attribute(visit);
      if (is_branch(visit) && visit.parent->scenario) report(visit, findings);
      return false;  // what is inside is never reached either
    });
}

}  // namespace

extern const Rule rule_W1028_unreachable_branch{
    .id = "W1028",
    .summary = "both branches of an `Fn::If` can be taken",
    .why = "A value that no deployment uses is left over, or the condition is not the one that was meant.",
    .severity = Severity::Warning,
    .check = check,
};

}  // namespace cxsam::lint
