#include "lint/subjects/policies.h"

#include "lint/schema/embedded_json.h"

namespace cxsam::lint {

namespace {

void put_all_at(Span place, Node& node) {
  node.span = place;
  for (Node& item : node.items) put_all_at(place, item);
  for (Member& member : node.members) {
    member.key_span = place;
    put_all_at(place, member.value);
  }
}

Policies policies_at_places_of(const CheckContext& context, std::initializer_list<std::string_view> rules) {
  Policies policies;
  for (const std::string_view rule : rules)
    for (PlacedValue& policy : values_for_rule(context, rule)) {
      if (std::optional<Node> embedded = schema::read_embedded_json(*policy.node)) {
        put_all_at(policy.place.span, policies.read.emplace_back(std::move(*embedded)));
        policy.node = &policies.read.back();
      }
      if (policy.node->is_map()) policies.documents.push_back(std::move(policy));
    }
  return policies;
}

}  // namespace

Policies policies_of(const CheckContext& context) {
  return policies_at_places_of(context, {"E3510", "E3512", "E3513", "E3530"});
}

Policies identity_policies_of(const CheckContext& context) { return policies_at_places_of(context, {"E3510"}); }

std::vector<PlacedValue> statements_of(const CheckContext& context, const PlacedValue& policy) {
  std::vector<PlacedValue> statements;
  for (PlacedValue& statement : values_below(context, policy, {"Statement"}))
    if (statement.node->is_map()) statements.push_back(std::move(statement));
  for (PlacedValue& statement : values_below(context, policy, {"Statement", "*"}))
    if (statement.node->is_map()) statements.push_back(std::move(statement));
  return statements;
}

}  // namespace cxsam::lint
