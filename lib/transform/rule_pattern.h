// A rule of EventBridge that matches events by pattern.
// Source: AWS SAM developer guide, "EventBridgeRule" and "CloudWatchEvent" event sources.
#pragma once

#include <array>

#include "transform/event_scope.h"
#include "transform/properties.h"

namespace cxsam::transform {

/// The properties of a function's event; those of a state machine's are the same without `Enabled`, which is the last one.
inline constexpr auto kPatternProperties = std::to_array<Property>({
    {"EventBusName", kText},
    {"Pattern", kMap},
    {"Input", kText},
    {"InputPath", kText},
    {"InputTransformer", kMap},
    {"RetryPolicy", kMap},
    {"Target", kMap},
    {"RuleName", kText},
    {"DeadLetterConfig", kMap},
    {"State", kText},
    {"Enabled", kBool},
});

void add_pattern_rule(EventScope& event);

}  // namespace cxsam::transform
