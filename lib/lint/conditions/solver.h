// Which truths of a template's conditions can come together.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/conditions/formula.h"
#include "lint/conditions/scenario.h"
#include "lint/conditions/search.h"

namespace cxsam::lint {

/// Answers are exact for what `Fn::Equals`, `And`, `Or`, `Not`, `Condition` and AllowedValues say, and "unknown" where
/// the search would take too long. Remembers its answers, so one object serves one thread.
class ConditionSolver {
 public:
  /// `source` must outlive it. `given`: parameters whose values are known. The rest may have any value that their declarations
  /// allow.
  explicit ConditionSolver(const tmpl::Template& source, const tmpl::ParameterOverrides& given = {},
                           Knowledge knowledge = Knowledge::All);
  ConditionSolver(const ConditionSolver&) = delete;  // the names point into it
  ConditionSolver& operator=(const ConditionSolver&) = delete;
  ConditionSolver(ConditionSolver&&) = default;
  ConditionSolver& operator=(ConditionSolver&&) = default;
  ~ConditionSolver() = default;

  /// Whether the condition holds wherever the scenario does. Nothing when both can be, when it is not declared, or when
  /// the scenario itself cannot be.
  [[nodiscard]] std::optional<bool> decide(const Scenario& scenario, std::string_view condition) const;

  /// The scenario with one more assumption, or nothing when that is proven impossible. Of conditions that are not declared
  /// nothing can be assumed: the scenario stays as it is.
  [[nodiscard]] std::optional<Scenario> assume(const Scenario& scenario, std::string_view condition, bool truth) const;

  /// False only when it is proven that no values of the parameters bring the scenario about.
  [[nodiscard]] bool possible(const Scenario& scenario) const;

  /// False only when it is proven that the parameter does not have the value (a text, as one is given) in any deployment of the
  /// scenario. What conditions make of it counts, too: `Fn::Join`, `Fn::Select`, `Fn::Sub` over it.
  [[nodiscard]] bool may_have(const Scenario& scenario, std::string_view parameter, std::string_view value) const;

  /// The number of a condition, as scenarios have it; the name of a number.
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view condition) const;
  [[nodiscard]] std::string_view name(std::uint32_t condition) const { return names_[condition]; }

 private:
  using Truths = std::map<std::string, bool, std::less<>>;  // of conditions, by name

  [[nodiscard]] std::vector<Demand> demands_of(const Scenario& scenario) const;
  [[nodiscard]] const Truths& truths_with(std::string_view parameter, std::string_view value) const;

  const tmpl::Template* source_;
  tmpl::ParameterOverrides given_;
  ConditionFormulas formulas_;
  std::vector<std::string_view> names_;          // views of the keys of formulas_.by_name
  std::set<std::string, std::less<>> composed_;  // parameters of which conditions compare what functions make
  mutable std::map<Scenario, bool> possible_;
  mutable std::map<std::pair<std::string, std::string>, Truths> tried_;  // by parameter and value
};

}  // namespace cxsam::lint
