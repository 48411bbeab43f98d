// The actions of AWS's services that HTTP APIs can ask for by `integrationSubtype`.
// Source: API Gateway developer guide, "Integration subtype reference".
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace cxsam::gateway {

struct ActionParameter {
  enum class Kind : std::uint8_t { Text, Number, Json } kind = Kind::Text;
  std::string_view name;
  bool required = false;
};

struct ServiceAction {
  std::string_view subtype;  // "SQS-SendMessage"
  std::string_view service;  // by facts::find_service()
  std::string_view name;     // "SendMessage"; "" for one with a path of its own
  std::span<const ActionParameter> parameters;
};

/// Null for a subtype that there is none of.
const ServiceAction* find_action(std::string_view subtype);

}  // namespace cxsam::gateway
