// Maps inside of properties whose keys and types AWS knows.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "transform/scope.h"

namespace cxsam::transform {

/// One row: a key, what makes the value right (null: any value is), and its name in CloudFormation where that differs.
struct TypedProperty {
  std::string_view name;
  std::optional<Node> (*convert)(const Node&) = nullptr;
  std::string_view kind = {};  // "a whole number", for the message
  bool required = false;
  std::string_view output = {};
};

/// The values of the map at a property, converted and renamed; nothing when it is missing or empty, or after an error.
std::optional<Node> typed_map(Scope& scope, std::string_view property, std::span<const TypedProperty> table);

}  // namespace cxsam::transform
