// The events of serverless functions and state machines.
#pragma once

#include <string_view>
#include <vector>

#include "lint/context.h"

namespace cxsam::lint {

struct SamEvent {
  const tmpl::Resource* owner;
  const Member* event;     // its key is the event's name
  std::string_view type;   // "HttpApi"
  const Node* properties;  // null when there are none
};

/// In the order of the template; events that are no map or have no text as their type are left out.
std::vector<SamEvent> find_events(const tmpl::Template& source);

}  // namespace cxsam::lint
