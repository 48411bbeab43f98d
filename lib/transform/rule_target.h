// Rules of EventBridge: their target and its dead letter queue, shared by schedules and event patterns.
// Source: AWS SAM developer guide, "Schedule", "EventBridgeRule" event sources, "DeadLetterConfig".
#pragma once

#include "transform/event_scope.h"

namespace cxsam::transform {

/// The target `<prefix>LambdaTarget` (or `...StepFunctionsTarget`) with Input, InputPath, InputTransformer, RetryPolicy and
/// DeadLetterConfig of the event; a dead letter queue that is only asked for by type is made, with the policy that lets the
/// rule send to it.
Node rule_target(EventScope& event);

/// State of a rule: the event's own, or what its `Enabled` comes to; an intrinsic function there counts as true. Both are an
/// error.
std::optional<Node> rule_state(EventScope& event);

/// Lets the rule call the function. State machines are started through the role of the target.
void permit_rule(EventScope& event);

}  // namespace cxsam::transform
