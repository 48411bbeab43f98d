// The Events of a function or state machine: each is checked and handed to its event type.
#pragma once

#include <string>
#include <vector>

#include "transform/event_scope.h"

namespace cxsam::transform {

/// What the events need of the owner's role.
struct EventNeeds {
  std::vector<std::string> managed_policies;  // names below service-role/
  Nodes policies;
};

/// False after an error: each event must be of a type that the owner knows, and have the properties of that type.
bool check_events(Scope& scope, EventOwner owner);

/// Of events that have been checked.
EventNeeds add_events(Scope& scope, const Target& target);

/// An event in messages. The second name is the one that generated resources begin with, and that AWS's own messages use.
std::string event_part(const Scope& scope, const Member& event);

}  // namespace cxsam::transform
