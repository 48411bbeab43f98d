#include "lint/conditions/solver.h"

#include "lint/conditions/search.h"

namespace cxsam::lint {

ConditionSolver::ConditionSolver(const tmpl::Template& source, const tmpl::ParameterOverrides& given, Knowledge knowledge)
    : formulas_(read_condition_formulas(source, given, knowledge)), names_(formulas_.by_name.size()) {
  for (const auto& [name, condition] : formulas_.by_name) names_[condition] = name;
}

std::optional<std::uint32_t> ConditionSolver::find(std::string_view condition) const {
  const auto found = formulas_.by_name.find(condition);
  if (found == formulas_.by_name.end()) return std::nullopt;
  return found->second;
}

std::vector<Demand> ConditionSolver::demands_of(const Scenario& scenario) const {
  std::vector<Demand> demands;
  for (const std::uint32_t node : formulas_.always) demands.push_back({node, true});
  for (const Assumption& assumption : scenario.assumptions())
    demands.push_back({formulas_.conditions[assumption.condition], assumption.holds});
  return demands;
}

bool ConditionSolver::possible(const Scenario& scenario) const {
  const auto known = possible_.find(scenario);
  if (known != possible_.end()) return known->second;
  const bool answer = can_be_met(formulas_, demands_of(scenario)).value_or(true);
  possible_.emplace(scenario, answer);
  return answer;
}

bool ConditionSolver::may_have(const Scenario& scenario, std::string_view parameter, std::string_view value) const {
  const auto compared = formulas_.parameters.find(parameter);
  if (compared == formulas_.parameters.end()) return true;
  const auto node = compared->second.has_value.find(value);
  const std::optional<std::uint32_t> says =
      node != compared->second.has_value.end() ? std::optional(node->second) : compared->second.has_another;
  if (!says) return false;
  std::vector<Demand> demands = demands_of(scenario);
  demands.push_back({*says, true});
  return can_be_met(formulas_, demands).value_or(true);
}

std::optional<Scenario> ConditionSolver::assume(const Scenario& scenario, std::string_view condition, bool truth) const {
  const std::optional<std::uint32_t> number = find(condition);
  if (!number) return scenario;
  if (const std::optional<bool> assumed = scenario.find(*number))
    return *assumed == truth ? std::optional(scenario) : std::nullopt;
  Scenario longer = scenario.with({*number, truth});
  if (!possible(longer)) return std::nullopt;
  return longer;
}

std::optional<bool> ConditionSolver::decide(const Scenario& scenario, std::string_view condition) const {
  if (!find(condition)) return std::nullopt;
  const bool can_hold = assume(scenario, condition, true).has_value();
  const bool can_fail = assume(scenario, condition, false).has_value();
  if (can_hold == can_fail) return std::nullopt;
  return can_hold;
}

}  // namespace cxsam::lint
