// A rule of EventBridge that matches events by pattern.
// Source: AWS SAM developer guide, "EventBridgeRule" event source.
#pragma once

#include "transform/event_scope.h"

namespace cxsam::transform {

void add_pattern_rule(EventScope& event);

}  // namespace cxsam::transform
