#include <algorithm>

#include "base/text.h"
#include "facts/actions.h"
#include "lint/rule.h"
#include "lint/subjects/policies.h"

namespace cxsam::lint {
namespace {

using Texts = std::vector<std::string_view>;

// The ARNs that a statement names; none where one of them is left to the deployment, or is any.
Texts named_resources(const Node& resource) {
  Texts arns;
  const std::span<const Node> items = resource.is_list() ? std::span<const Node>(resource.items) : std::span(&resource, 1);
  for (const Node& item : items) {
    if (!item.is_string() || item.text == "*" || item.text.find("{{resolve:") != std::string::npos) return {};
    arns.emplace_back(item.text);
  }
  return arns;
}

bool takes_one_of(const Texts& forms, const Texts& arns) {
  return std::ranges::any_of(arns, [&forms](std::string_view arn) {
    return std::ranges::any_of(forms, [arn](std::string_view form) { return facts::may_be_of_form(arn, form); });
  });
}

void check_action(std::string_view action, const Member& resource, const Texts& arns, Findings& findings) {
  const std::size_t colon = action.find(':');
  if (colon == std::string_view::npos) return;
  const Texts forms = facts::resource_forms(action.substr(0, colon), action.substr(colon + 1));
  if (forms.empty() || takes_one_of(forms, arns)) return;
  findings.add(resource.key_span, "`" + std::string(action) + "` does nothing with what is named here")
      .hints.push_back("it works on `arn:*:" + std::string(forms.front()) + "`" + (forms.size() > 1 ? " and others" : ""));
}

void check_statement(const CheckContext& context, const PlacedValue& statement, Findings& findings) {
  const Member* resource = statement.node->find_member("Resource");
  const Texts arns = resource ? named_resources(resource->value) : Texts{};
  if (arns.empty()) return;
  std::vector<PlacedValue> actions = values_below(context, statement, {"Action"});
  for (PlacedValue& item : values_below(context, statement, {"Action", "*"})) actions.push_back(std::move(item));
  for (const PlacedValue& action : actions)
    if (action.node->is_string()) check_action(action.text(), *resource, arns, findings);
}

void check(const CheckContext& context, Findings& findings) {
  const Policies policies = identity_policies_of(context);
  for (const PlacedValue& policy : policies.documents)
    for (const PlacedValue& statement : statements_of(context, policy)) check_statement(context, statement, findings);
}

}  // namespace

extern const Rule rule_I3510_action_resource{
    .id = "I3510",
    .summary = "a policy names resources of the kinds that its actions work on",
    .why = "An action and a resource that do not belong together allow nothing, and deny nothing.",
    .severity = Severity::Info,
    .check = check,
};

}  // namespace cxsam::lint
