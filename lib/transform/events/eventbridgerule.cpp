// The EventBridgeRule event: a rule with a pattern.
// Source: AWS SAM developer guide, "EventBridgeRule" event source.
#include <array>

#include "transform/event_type.h"
#include "transform/rule_pattern.h"

namespace cxsam::transform {
namespace {

constexpr std::array kProperties{
    Property{"EventBusName", kText},    Property{"Pattern", kMap},          Property{"Input", kText},
    Property{"InputPath", kText},       Property{"InputTransformer", kMap}, Property{"RetryPolicy", kMap},
    Property{"RoleArn", kText},         Property{"Target", kMap},           Property{"RuleName", kText},
    Property{"DeadLetterConfig", kMap}, Property{"State", kText},
};

}  // namespace

extern const EventType event_eventbridgerule;
const EventType event_eventbridgerule{"EventBridgeRule", kProperties, add_pattern_rule, add_pattern_rule};

}  // namespace cxsam::transform
