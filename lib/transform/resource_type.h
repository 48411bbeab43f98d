// The transform of one SAM resource type: a file of resources/ each, in a generated list.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "transform/properties.h"

namespace cxsam::transform {

class Scope;

/// Functions come first since their events add to APIs, tables and buckets; connectors last since they look at what the
/// others became; see transform.cpp.
enum class Phase : std::uint8_t { Functions, StateMachines, Apis, Others, Connectors };

struct ResourceType {
  std::string_view name;  // "AWS::Serverless::Function"
  Phase phase = Phase::Others;
  std::span<const Property> properties;
  /// Adds the CloudFormation resources to the scope. Properties have been checked against the table and Globals
  /// merged. Goes on after an error; the scope keeps the first one.
  void (*transform)(Scope& scope) = nullptr;
  /// AWS passes over properties that it does not know, and the type checks its properties itself.
  bool open = false;
};

/// Generated.
std::span<const ResourceType* const> all_resource_types();
const ResourceType* find_resource_type(std::string_view name);

}  // namespace cxsam::transform
