// The EventBridgeRule event: a rule with a pattern.
// Source: AWS SAM developer guide, "EventBridgeRule" event source.
#include <span>

#include "transform/event_type.h"
#include "transform/rule_pattern.h"

namespace cxsam::transform {
extern const EventType event_eventbridgerule{"EventBridgeRule", kPatternProperties, add_pattern_rule, add_pattern_rule,
                                             std::span(kPatternProperties).first<kPatternProperties.size() - 1>()};

}  // namespace cxsam::transform
