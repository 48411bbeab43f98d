// What is there in a scenario: Fn::If decided as the scenario says, AWS::NoValue gone.
#pragma once

#include <optional>
#include <string_view>

#include "document/node.h"
#include "lint/conditions/solver.h"

namespace cxsam::lint {

/// A value as far as the scenario decides it.
struct Effective {
  const Node* node = nullptr;                 // null: absent
  std::optional<std::string_view> undecided;  // a condition that decides whether and what it is; `node` is the Fn::If then
};

/// Follows Fn::If as far as the scenario decides. A null counts as absent.
Effective effective(const Node& node, const Scenario& scenario, const ConditionSolver& solver);

/// Looks up values in one scenario. `undecided` becomes the condition that would tell where the scenario leaves one open.
struct ScenarioView {
  const Scenario& scenario;
  const ConditionSolver& solver;
  std::optional<std::string_view> undecided = {};

  /// Null when absent; the Fn::If itself while it is undecided.
  const Node* resolve(const Node& node);
  const Node* find(const Node& map, std::string_view name);
};

/// Whether a map has the member in the scenario. Nothing: `undecided` is set to the condition that would tell.
std::optional<bool> is_present(const Node& map, std::string_view key, const Scenario& scenario, const ConditionSolver& solver,
                               std::optional<std::string_view>& undecided);
/// The same of the value of a member that is written.
std::optional<bool> is_present(const Node& value, const Scenario& scenario, const ConditionSolver& solver,
                               std::optional<std::string_view>& undecided);

}  // namespace cxsam::lint
