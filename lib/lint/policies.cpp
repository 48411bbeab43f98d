#include "lint/policies.h"

namespace cxsam::lint {

std::vector<PlacedValue> policies_of(const CheckContext& context) {
  std::vector<PlacedValue> policies;
  for (const std::string_view rule : {"E3510", "E3512", "E3513", "E3530"})
    for (PlacedValue& policy : values_for_rule(context, rule))
      if (policy.node->is_map()) policies.push_back(std::move(policy));
  return policies;
}

std::vector<PlacedValue> statements_of(const CheckContext& context, const PlacedValue& policy) {
  std::vector<PlacedValue> statements;
  for (PlacedValue& statement : values_below(context, policy, {"Statement"}))
    if (statement.node->is_map()) statements.push_back(std::move(statement));
  for (PlacedValue& statement : values_below(context, policy, {"Statement", "*"}))
    if (statement.node->is_map()) statements.push_back(std::move(statement));
  return statements;
}

}  // namespace cxsam::lint
