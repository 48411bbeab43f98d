// The transform of one event source type: a file of events/ each, in a generated list.
#pragma once

#include <span>
#include <string_view>

namespace cxsam::transform {

struct EventType {
  std::string_view name;  // "Api", "S3"
};

/// Generated.
std::span<const EventType* const> all_event_types();

}  // namespace cxsam::transform
