// What is assumed of a template's conditions on the way to a value: "in the `then` branch of IsProduction".
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace cxsam::lint {

/// A condition by its place in the template's Conditions section, and its truth.
struct Assumption {
  std::uint32_t condition = 0;
  bool holds = false;
  friend auto operator<=>(const Assumption&, const Assumption&) = default;
};

/// Assumptions, one a condition. A value; ConditionSolver makes them and knows which are possible.
class Scenario {
 public:
  [[nodiscard]] bool empty() const { return assumptions_.empty(); }
  [[nodiscard]] std::span<const Assumption> assumptions() const { return assumptions_; }

  [[nodiscard]] std::optional<bool> find(std::uint32_t condition) const {
    const auto place = std::ranges::lower_bound(assumptions_, condition, {}, &Assumption::condition);
    if (place == assumptions_.end() || place->condition != condition) return std::nullopt;
    return place->holds;
  }

  /// This scenario and one more assumption about a condition that it has none of yet.
  [[nodiscard]] Scenario with(Assumption assumption) const {
    Scenario longer = *this;
    const auto place = std::ranges::lower_bound(longer.assumptions_, assumption.condition, {}, &Assumption::condition);
    longer.assumptions_.insert(place, assumption);
    return longer;
  }

  friend auto operator<=>(const Scenario&, const Scenario&) = default;

 private:
  std::vector<Assumption> assumptions_;  // sorted by condition
};

}  // namespace cxsam::lint
