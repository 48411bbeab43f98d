// The transform of one event source type: a file of events/ each, in a generated list.
#pragma once

#include <span>
#include <string_view>

#include "transform/properties.h"

namespace cxsam::transform {

class EventScope;

struct EventType {
  std::string_view name;  // "Api", "S3"
  std::span<const Property> properties;
  /// Adds what connects the source to a function. Null: functions have no such event.
  void (*to_function)(EventScope& event) = nullptr;
  /// The same for a state machine.
  void (*to_state_machine)(EventScope& event) = nullptr;
  /// The properties of a state machine's event where they are others.
  std::span<const Property> machine_properties = {};
};

/// Generated.
std::span<const EventType* const> all_event_types();
const EventType* find_event_type(std::string_view name);

}  // namespace cxsam::transform
