#include "transform/policy_templates.h"

#include "facts/policies.h"
#include "json/json.h"
#include "transform/json_node.h"

namespace cxsam::transform {

const PolicyTemplate* PolicyTemplates::find(const std::string& name) {
  const auto [place, is_new] = known_.try_emplace(name);
  std::optional<PolicyTemplate>& known = place->second;
  if (const auto facts = is_new ? facts::find_policy_template(name) : std::nullopt)
    known = PolicyTemplate{facts->parameters, node_from_json(parse_fact(facts->statements), Maker())};
  return known ? &*known : nullptr;
}

Node filled_in(const Node& statements, const Node& given, const Maker& make) {
  if (const auto intrinsic = as_intrinsic(statements); intrinsic && intrinsic->name == "Ref") {
    if (const Node* value = given.find(intrinsic->argument->text)) return *value;
  }
  Node node;
  node.kind = statements.kind;
  node.style = statements.style;
  node.span = make.origin().span;
  node.expansion = make.origin().expansion;
  node.text = statements.text;
  node.items.reserve(statements.items.size());
  for (const Node& item : statements.items) node.items.push_back(filled_in(item, given, make));
  node.members.reserve(statements.members.size());
  for (const Member& member : statements.members)
    node.members.push_back({member.key, node.span, filled_in(member.value, given, make)});
  return node;
}

}  // namespace cxsam::transform
