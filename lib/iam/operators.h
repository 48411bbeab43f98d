// The comparisons of conditions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "iam/pattern.h"

namespace cxsam::iam {

/// One way to compare a value of the request with one of the policy. What cannot be compared does not match.
struct Comparison {
  std::string_view name;  // "StringLike"
  bool (*holds)(std::string_view given, const Pattern& wanted);
  bool negated = false;                                 // none of the policy's values may match
  bool (*is_value)(std::string_view wanted) = nullptr;  // whether a policy's value is one; null: any text is
};

/// What stands before a condition's keys: "ForAnyValue:StringLikeIfExists".
struct Operator {
  enum class Set : std::uint8_t { One, Any, All } set = Set::One;
  const Comparison* comparison = nullptr;  // null for `Null`, which asks whether the key is missing
  bool if_exists = false;
};

/// Nothing for a name that is none.
std::optional<Operator> find_operator(std::string_view name);

}  // namespace cxsam::iam
