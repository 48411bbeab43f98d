#include "lint/places/presence.h"

#include "lint/places/choice.h"

namespace cxsam::lint {

Effective effective(const Node& node, const Scenario& scenario, const ConditionSolver& solver) {
  const Node* current = &node;
  while (const std::optional<Choice> choice = as_choice(*current)) {
    const std::optional<bool> holds = solver.decide(scenario, choice->condition);
    if (!holds) return {current, choice->condition};
    current = *holds ? choice->yes : choice->no;
  }
  if (is_no_value(*current) || current->is_null()) return {};
  return {current, std::nullopt};
}

const Node* ScenarioView::resolve(const Node& node) {
  const Effective found = effective(node, scenario, solver);
  if (found.undecided) undecided = found.undecided;
  return found.node;
}

const Node* ScenarioView::find(const Node& map, std::string_view name) {
  const Node* value = map.find(name);
  return value ? resolve(*value) : nullptr;
}

namespace {

// Whether an undecided Fn::If is there whatever its conditions are: no branch of it is AWS::NoValue or null.
bool may_vanish(const Node& node) {
  const std::optional<Choice> choice = as_choice(node);
  return choice ? may_vanish(*choice->yes) || may_vanish(*choice->no) : is_no_value(node) || node.is_null();
}

}  // namespace

std::optional<bool> is_present(const Node& map, std::string_view key, const Scenario& scenario, const ConditionSolver& solver,
                               std::optional<std::string_view>& undecided) {
  const Node* value = map.find(key);
  return value ? is_present(*value, scenario, solver, undecided) : false;
}

std::optional<bool> is_present(const Node& value, const Scenario& scenario, const ConditionSolver& solver,
                               std::optional<std::string_view>& undecided) {
  const Effective found = effective(value, scenario, solver);
  if (!found.undecided) return found.node != nullptr;
  if (!may_vanish(*found.node)) return true;
  undecided = found.undecided;
  return std::nullopt;
}

}  // namespace cxsam::lint
