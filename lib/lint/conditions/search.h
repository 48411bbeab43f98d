// Looks for values of a template's parameters that make several conditions true or false together.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "lint/conditions/formula.h"

namespace cxsam::lint {

/// A formula that must come out so.
struct Demand {
  std::uint32_t node = 0;
  bool truth = false;
};

/// Whether some values of the variables meet all demands; nothing when the search gave up after a bounded number of steps.
std::optional<bool> can_be_met(const ConditionFormulas& formulas, std::span<const Demand> demands);

}  // namespace cxsam::lint
