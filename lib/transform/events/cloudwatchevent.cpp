// The CloudWatchEvent event: EventBridgeRule by its older name, and with `Enabled`.
// Source: AWS SAM developer guide, "CloudWatchEvent" event source.
#include <span>

#include "transform/event_type.h"
#include "transform/rule_pattern.h"

namespace cxsam::transform {
extern const EventType event_cloudwatchevent{"CloudWatchEvent", kPatternProperties, add_pattern_rule, add_pattern_rule,
                                             std::span(kPatternProperties).first<kPatternProperties.size() - 1>()};

}  // namespace cxsam::transform
