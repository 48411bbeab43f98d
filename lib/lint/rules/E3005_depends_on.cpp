#include "lint/context.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

void check_target(const CheckContext& context, const tmpl::Resource& resource, const Node& target, Findings& findings) {
  if (!target.is_string()) {
    findings.add(target, "`DependsOn` takes the name of a resource, or a list of names");
    return;
  }
  if (target.text == resource.logical_id) {
    findings.add(target, "resource `" + target.text + "` depends on itself");
    return;
  }
  if (!context.names.are_complete() || context.names.is_resource(target.text)) return;
  Diagnostic& finding = findings.add(target, "`DependsOn` names `" + target.text + "`, which is no resource of this template");
  finding.hints = did_you_mean(target.text, context.names.resources());
}

void check(const CheckContext& context, Findings& findings) {
  for (const tmpl::Resource& resource : context.source.resources()) {
    const Node* targets = resource.node->find("DependsOn");
    if (!targets || targets->is_null()) continue;
    if (targets->is_list())
      for (const Node& target : targets->items) check_target(context, resource, target, findings);
    else
      check_target(context, resource, *targets, findings);
  }
}

}  // namespace

extern const Rule rule_E3005_depends_on;
const Rule rule_E3005_depends_on{
    .id = "E3005",
    .summary = "`DependsOn` names other resources of the template",
    .why = "CloudFormation refuses a template that waits for something it does not make.",
    .check = check,
};

}  // namespace cxsam::lint
