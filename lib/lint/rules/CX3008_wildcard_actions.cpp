#include <algorithm>

#include "lint/context.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

// One value, or those of a list.
template <class Visit>
void each_text(const Node* value, Visit visit) {
  if (!value) return;
  if (value->is_string()) visit(*value);
  for (const Node& item : value->items)
    if (item.is_string()) visit(item);
}

bool has_star(const Node* value) {
  bool star = false;
  each_text(value, [&star](const Node& item) { star = star || item.text == "*"; });
  return star;
}

void check_statement(const Node& statement, Findings& findings) {
  const Node* effect = statement.find("Effect");
  // A policy of a resource says with `Principal` who may; what `Condition` leaves is not known here.
  if (!effect || effect->text != "Allow" || statement.find("Principal") || statement.find("Condition")) return;
  const bool everywhere = has_star(statement.find("Resource"));
  each_text(statement.find("Action"), [&](const Node& action) {
    if (action.text == "*" || action.text == "*:*")
      findings.add(action, "this allows every action of every service")
          .hints.emplace_back("name the actions that are needed, as `dynamodb:GetItem`");
    else if (everywhere && action.text.ends_with(":*"))
      findings.add(action, "`" + action.text + "` on every resource allows everything that the service can do")
          .hints.emplace_back("name the actions, or the resources");
  });
}

void walk(const Node& node, Findings& findings) {
  if (node.is_map() && node.find("Effect") && node.find("Action")) return check_statement(node, findings);
  for (const Member& member : node.members) walk(member.value, findings);
  for (const Node& item : node.items) walk(item, findings);
}

void check(const CheckContext& context, Findings& findings) {
  for (const tmpl::Resource& resource : context.source.resources()) {
    if (!resource.properties) continue;
    for (const char* name : {"Policies", "PolicyDocument", "Policy"}) {
      const Node* policy = resource.property(name);
      const bool of_identity = resource.type.starts_with("AWS::IAM::") || resource.type.starts_with("AWS::Serverless::");
      if (policy && of_identity) walk(*policy, findings);
    }
  }
}

}  // namespace

extern const Rule rule_CX3008_wildcard_actions{
    .id = "CX3008",
    .summary = "a policy names the actions that it allows",
    .why =
        "A role that may do everything makes every fault of its code a fault of the whole account. Reported are `*` as an "
        "action, and `service:*` on every resource.",
    .severity = Severity::Warning,
    .check = check,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
