#include "base/did_you_mean.h"
#include "lint/context.h"
#include "lint/rule.h"
#include "lint/subjects/dynamic_reference.h"

namespace cxsam::lint {
namespace {

// The condition that must hold for the target, if it may fail where the resource itself is made.
std::optional<std::string_view> missing_without(const CheckContext& context, const tmpl::Resource& resource,
                                                std::string_view target) {
  const tmpl::Resource* needed = context.source.find_resource(target);
  if (!needed || !needed->condition) return std::nullopt;
  // A resource that is always made cannot rely on a condition, even on one that always holds: it is there to be changed.
  if (!resource.condition) return needed->condition;
  // When the resource itself is made, nobody can say of a condition that is not there (E3015).
  if (!context.conditions.find(*resource.condition)) return std::nullopt;
  const std::optional<Scenario> made = context.conditions.assume(Scenario{}, *resource.condition, true);
  if (!made || !context.conditions.assume(*made, *needed->condition, false)) return std::nullopt;
  return needed->condition;
}

void check_target(const CheckContext& context, const tmpl::Resource& resource, const Node& target, Span where,
                  Findings& findings) {
  if (!target.is_string()) return;  // E3001
  if (target.text == resource.logical_id) {
    findings.add(where, "resource `" + target.text + "` depends on itself");
    return;
  }
  if (const std::optional<std::string_view> condition = missing_without(context, resource, target.text)) {
    findings
        .add(where, "`DependsOn` names `" + target.text + "`, which is made only when `" + std::string(*condition) + "` holds")
        .hints.push_back("give `" + std::string(resource.logical_id) + "` the same condition");
    return;
  }
  if (!context.names.are_complete() || context.names.is_resource(target.text) ||
      may_be_resolved(target, *context.options.dialect))
    return;
  Diagnostic& finding = findings.add(where, "`DependsOn` names `" + target.text + "`, which is no resource of this template");
  finding.hints = did_you_mean(target.text, context.names.resources());
}

void check(const CheckContext& context, Findings& findings) {
  for (const tmpl::Resource& resource : context.source.resources()) {
    const Member* targets = resource.node->find_member("DependsOn");
    if (!targets) continue;
    check_target(context, resource, targets->value, targets->key_span, findings);
    for (const Node& target : targets->value.items) check_target(context, resource, target, target.span, findings);
  }
}

}  // namespace

extern const Rule rule_E3005_depends_on{
    .id = "E3005",
    .summary = "`DependsOn` names other resources of the template, which are made whenever this one is",
    .why = "CloudFormation refuses a template that waits for something it does not make.",
    .check = check,
};

}  // namespace cxsam::lint
