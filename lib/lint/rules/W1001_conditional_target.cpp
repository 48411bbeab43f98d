#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "lint/places/choice.h"
#include "lint/places/function_targets.h"
#include "lint/places/walk.h"
#include "lint/rule.h"
#include "template/effective.h"

namespace cxsam::lint {
namespace {

// Where nothing else is conditional, a condition may fail, even one that always holds: it is there to be changed. Of one
// that is not there nobody can say.
bool may_be_missing(const CheckContext& context, const tmpl::Resource& resource, const Scenario& scenario) {
  if (!resource.condition) return false;
  if (scenario.empty()) return true;
  return context.conditions.find(*resource.condition) &&
         context.conditions.assume(scenario, *resource.condition, false).has_value();
}

Diagnostic& report(const Visit& visit, const FunctionTarget& target, std::string_view condition, Findings& findings) {
  Diagnostic& finding =
      findings.add(visit.place, fmt::format("`{}` needs resource `{}`, which may be missing: it is made only when `{}` holds",
                                            target.function, target.name, condition));
  finding.hints.push_back(fmt::format("choose with `Fn::If` on `{}`, or give what refers to it that condition", condition));
  return finding;
}

void check_target(const CheckContext& context, const Visit& visit, const FunctionTarget& target, Findings& findings) {
  const tmpl::Resource* resource = context.source.find_resource(target.name);
  if (resource && may_be_missing(context, *resource, *visit.scenario)) report(visit, target, *resource->condition, findings);
}

// When a resource is made, or a branch taken, whose condition is not there (E3015), nobody can say.
bool hangs_on_nothing(const CheckContext& context, const Visit& visit) {
  if (const std::optional<Choice> choice = as_choice(visit.node)) return !context.conditions.find(choice->condition);
  if (!visit.parent || visit.parent->parent) return false;
  const Node* condition = visit.node.find("Condition");
  return condition && condition->is_string() && !context.conditions.find(condition->text);
}

/// A resource, and the values of `Globals` that it takes.
struct Heir {
  const tmpl::Resource* resource;
  std::vector<const Node*> values;

  [[nodiscard]] bool takes(const Visit& visit) const {
    for (const Visit* around = &visit; around; around = around->parent)
      if (std::ranges::find(values, &around->node) != values.end()) return true;
    return false;
  }
};

std::vector<Heir> find_heirs(const tmpl::Template& source) {
  std::vector<Heir> heirs;
  for (const tmpl::Resource& resource : source.resources())
    if (std::vector<const Node*> values = tmpl::Effective(source, resource).inherited(); !values.empty())
      heirs.push_back({&resource, std::move(values)});
  return heirs;
}

/// What the conditions say where the heir is made; nothing when no deployment makes it, or nobody can say.
std::optional<Scenario> where_made(const CheckContext& context, const Heir& heir, const Scenario& scenario) {
  if (!heir.resource->condition) return scenario;
  if (!context.conditions.find(*heir.resource->condition)) return std::nullopt;
  return context.conditions.assume(scenario, *heir.resource->condition, true);
}

// Told once, whatever number of resources takes the value.
void check_global(const CheckContext& context, const std::vector<Heir>& heirs, const Visit& visit, const FunctionTarget& target,
                  Findings& findings) {
  const tmpl::Resource* resource = context.source.find_resource(target.name);
  if (!resource || !resource->condition) return;
  for (const Heir& heir : heirs) {
    if (!heir.takes(visit)) continue;
    const std::optional<Scenario> scenario = where_made(context, heir, *visit.scenario);
    if (!scenario || !may_be_missing(context, *resource, *scenario)) continue;
    Diagnostic& finding = report(visit, target, *resource->condition, findings);
    finding.notes.push_back(fmt::format("`{}` takes this from `Globals`.", heir.resource->logical_id));
    return;
  }
}

// What stands in Globals counts in each resource that takes it, under that resource's condition.
void check_globals(const CheckContext& context, Findings& findings) {
  if (!context.source.is_serverless() || !context.source.section("Globals")) return;
  const std::vector<Heir> heirs = find_heirs(context.source);
  walk_section(context, "Globals", [&](const Visit& visit) {
    if (!visit.scenario || hangs_on_nothing(context, visit)) return false;
    for (const FunctionTarget& target : targets_of(visit.node)) check_global(context, heirs, visit, target, findings);
    return true;
  });
}

void check(const CheckContext& context, Findings& findings) {
  check_globals(context, findings);
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
