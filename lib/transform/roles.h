// The execution roles that SAM makes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "transform/event_sources.h"
#include "transform/policies.h"

namespace cxsam::transform {

/// What goes into the role of a function or state machine.
struct Role {
  std::string_view service;  // "lambda.amazonaws.com"
  Nodes managed;             // before the user's own
  Nodes inline_policies;     // before the user's own
  EventNeeds events = {};    // after the user's own
};

/// `arn:<partition>:iam::aws:policy/service-role/<name>`
Node service_role_policy(const Scope& scope, std::string_view name);

/// The policy that lets a resource write X-Ray segments; its name differs between partitions.
Node tracing_policy(const Scope& scope);

/// Adds `<id>Role` unless the resource names its own Role, and returns the role's ARN for the main resource.
/// `Role: {Fn::If: [C, arn, AWS::NoValue]}` makes a role under the opposite condition.
Node add_role(Scope& scope, Role role);

}  // namespace cxsam::transform
