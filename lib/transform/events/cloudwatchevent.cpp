// The CloudWatchEvent event: EventBridgeRule by its older name, and with `Enabled`.
// Source: AWS SAM developer guide, "CloudWatchEvent" event source.
#include <array>

#include "transform/event_type.h"
#include "transform/rule_pattern.h"

namespace cxsam::transform {
namespace {

constexpr std::array kProperties{
    Property{"EventBusName", kText},    Property{"Pattern", kMap},          Property{"Input", kText},
    Property{"InputPath", kText},       Property{"InputTransformer", kMap}, Property{"RetryPolicy", kMap},
    Property{"RoleArn", kText},         Property{"Target", kMap},           Property{"RuleName", kText},
    Property{"DeadLetterConfig", kMap}, Property{"State", kText},           Property{"Enabled", kBool},
};

}  // namespace

extern const EventType event_cloudwatchevent;
const EventType event_cloudwatchevent{"CloudWatchEvent", kProperties, add_pattern_rule, add_pattern_rule};

}  // namespace cxsam::transform
