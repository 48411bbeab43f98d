#include "lint/conditions/search.h"

#include <algorithm>
#include <vector>

namespace cxsam::lint {
namespace {

/// Evaluations of single formulas. Real templates need a few hundred; this many take about a millisecond.
constexpr std::size_t kBudget = 200'000;

enum class Truth : std::uint8_t { False, True, Unknown };

Truth truth_of(bool value) { return value ? Truth::True : Truth::False; }

Truth opposite(Truth truth) {
  if (truth == Truth::Unknown) return truth;
  return truth_of(truth == Truth::False);
}

/// Backtracking over the values of the variables that the demands are about. Formulas are evaluated in three values
/// after each step, so that a branch ends as soon as a demand cannot be met any more.
class Search {
 public:
  Search(const ConditionFormulas& formulas, std::span<const Demand> demands)
      : formulas_(formulas),
        demands_(demands),
        values_(formulas.variables.size()),
        truths_(formulas.nodes.size(), Truth::Unknown) {
    find_relevant();
  }

  /// Nothing when the budget is spent.
  std::optional<bool> run() {
    if (!evaluate()) return std::nullopt;
    const std::optional<std::uint32_t> open = next_open();
    if (failed_) return false;
    if (!open) return true;
    std::optional<std::uint32_t>& value = values_[*open];
    for (std::uint32_t i = 0; i < formulas_.variables[*open].values; ++i) {
      value = i;
      const std::optional<bool> met = run();
      if (!met || *met) return met;
    }
    value.reset();
    return false;
  }

 private:
  /// The formulas below the demands, operands first.
  void find_relevant() {
    std::vector<bool> seen(formulas_.nodes.size());
    for (const Demand& demand : demands_) relevant_.push_back(demand.node);
    for (std::size_t next = 0; next < relevant_.size(); ++next) {
      const std::uint32_t node = relevant_[next];
      if (seen[node]) continue;
      seen[node] = true;
      std::ranges::copy(formulas_.nodes[node].operands, std::back_inserter(relevant_));
    }
    std::ranges::sort(relevant_);
    const auto repeated = std::ranges::unique(relevant_);
    relevant_.erase(repeated.begin(), repeated.end());
  }

  bool evaluate() {
    spent_ += relevant_.size();
    if (spent_ > kBudget) return false;
    for (const std::uint32_t node : relevant_) truths_[node] = evaluate(formulas_.nodes[node]);
    return true;
  }

  [[nodiscard]] Truth evaluate(const Formula& formula) const {
    switch (formula.kind) {
      case Formula::Kind::Constant:
        return truth_of(formula.constant);
      case Formula::Kind::Is:
        if (!values_[formula.variable]) return Truth::Unknown;
        return truth_of(*values_[formula.variable] == formula.value);
      case Formula::Kind::Not:
        return opposite(truths_[formula.operands.front()]);
      case Formula::Kind::And:
        return any_decides(formula, Truth::False);
      case Formula::Kind::Or:
        return any_decides(formula, Truth::True);
    }
    return Truth::Unknown;
  }

  [[nodiscard]] Truth any_decides(const Formula& formula, Truth deciding) const {
    bool open = false;
    for (const std::uint32_t operand : formula.operands) {
      if (truths_[operand] == deciding) return deciding;
      open = open || truths_[operand] == Truth::Unknown;
    }
    return open ? Truth::Unknown : opposite(deciding);
  }

  /// A variable that the first open demand waits for; `failed_` says whether a demand has come out wrong.
  std::optional<std::uint32_t> next_open() {
    failed_ = false;
    std::optional<std::uint32_t> open;
    for (const Demand& demand : demands_) {
      const Truth truth = truths_[demand.node];
      if (truth == opposite(truth_of(demand.truth))) failed_ = true;
      if (truth == Truth::Unknown && !open) open = variable_below(demand.node);
    }
    return open;
  }

  [[nodiscard]] std::uint32_t variable_below(std::uint32_t node) const {
    while (formulas_.nodes[node].kind != Formula::Kind::Is)
      node = *std::ranges::find(formulas_.nodes[node].operands, Truth::Unknown,
                                [this](std::uint32_t operand) { return truths_[operand]; });
    return formulas_.nodes[node].variable;
  }

  const ConditionFormulas& formulas_;
  std::span<const Demand> demands_;
  std::vector<std::uint32_t> relevant_;
  std::vector<std::optional<std::uint32_t>> values_;  // of the variables, as far as they are chosen
  std::vector<Truth> truths_;                         // of the relevant formulas
  std::size_t spent_ = 0;
  bool failed_ = false;
};

}  // namespace

std::optional<bool> can_be_met(const ConditionFormulas& formulas, std::span<const Demand> demands) {
  return Search(formulas, demands).run();
}

}  // namespace cxsam::lint
