#include "lint/schema/parts.h"

#include <algorithm>
#include <array>

namespace cxsam::lint::schema {

// A condition is made of functions that give yes or no, and of values that are compared; other functions are out of place,
// whatever their arguments are.
Standing standing_in_condition(const Function& function, bool inside) {
  if (function.gives == kBoolean || (inside && function.name != "Fn::If")) return Standing::Right;
  return Standing::PassedOver;
}

// Rules decide as conditions do. What their functions about lists are given is not looked at.
Standing standing_in_rule(const Function& function, bool inside) {
  const bool is_right = function.gives == kBoolean ? !function.schema.empty() : inside && function.name != "Fn::If";
  return is_right ? Standing::Right : Standing::Refused;
}

// Source: cfn-lint 1.58, which functions it reads there.
Standing standing_in_policy(const Function& function, bool inside) {
  static constexpr std::array<std::string_view, 5> kFunctions{"Fn::FindInMap", "Fn::If", "Fn::Select", "Fn::Sub", "Ref"};
  return inside || std::ranges::find(kFunctions, function.name) != kFunctions.end() ? Standing::Right : Standing::Refused;
}

}  // namespace cxsam::lint::schema
