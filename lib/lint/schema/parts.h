// The parts of a template that hold values, and which functions may stand in each.
#pragma once

#include <cstdint>
#include <string_view>

#include "lint/schema/functions.h"

namespace cxsam::lint::schema {

/// What becomes of a function that stands somewhere.
enum class Standing : std::uint8_t { Right, PassedOver, Refused };

/// A part of the template, and what functions are there.
struct Part {
  std::string_view section;
  /// It holds values as properties do: what decides conditions is a map like any other, a function says which others may stand
  /// in its arguments, and attributes of resources may be asked for.
  bool has_values = true;
  bool nulls_count = true;  // see Frame
  /// `inside`: of another function.
  Standing (*standing)(const Function& function, bool inside) = [](const Function&, bool) { return Standing::Right; };
};

/// In conditions, rules and what becomes of resources that are deleted or replaced.
Standing standing_in_condition(const Function& function, bool inside);
Standing standing_in_rule(const Function& function, bool inside);
Standing standing_in_policy(const Function& function, bool inside);

inline constexpr Part kProperties{.section = "Resources", .nulls_count = false};
inline constexpr Part kPolicies{.section = "Resources", .nulls_count = false, .standing = standing_in_policy};
inline constexpr Part kOutputs{.section = "Outputs"};
inline constexpr Part kConditions{.section = "Conditions", .has_values = false, .standing = standing_in_condition};
inline constexpr Part kRules{.section = "Rules", .has_values = false, .standing = standing_in_rule};

}  // namespace cxsam::lint::schema
