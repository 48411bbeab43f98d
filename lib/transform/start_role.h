// The role that lets a service start a state machine.
// Source: AWS SAM developer guide, event sources of AWS::Serverless::StateMachine.
#pragma once

#include <string_view>

#include "transform/event_scope.h"

namespace cxsam::transform {

/// The event's RoleArn, or the ARN of `<prefix>Role`, which is made: `service` ("events.amazonaws.com") may start the
/// target. `name` is the policy's.
Node start_execution_role(EventScope& event, std::string_view service, std::string_view name);

/// A role that `service` may assume, with one policy for one action on the target; more policies may follow. `boundary` is
/// its PermissionsBoundary, or null.
Node service_role(const EventScope& event, std::string_view service, Nodes policies, const Node* boundary);
Node one_action_policy(const EventScope& event, std::string_view name, std::string_view action, Node resource);

}  // namespace cxsam::transform
