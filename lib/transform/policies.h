// What a Policies property asks for: managed policies, inline documents, SAM's policy templates.
// Source: AWS SAM developer guide, "Policies" of AWS::Serverless::Function, "AWS SAM policy templates".
#pragma once

#include <vector>

#include "transform/scope.h"

namespace cxsam::transform {

struct RolePolicies {
  Nodes managed;      // ManagedPolicyArns
  Nodes inline_ones;  // Policies: {PolicyName, PolicyDocument}, maybe in an Fn::If
};

/// `policies` is one policy or a list of them (null: none); inline documents are named `<role id>Policy<index>`.
RolePolicies read_policies(Scope& scope, const Node* policies, std::string_view role_id);

/// The ARN of an AWS managed policy's name; anything else as it is. The names that AWS has come before the account's.
Node managed_policy(const Scope& scope, const Node& name);

/// Adds a policy unless the same one is there already.
void add_managed(Nodes& managed, Node policy);

/// Adds a policy unless one with the same document is there already: what is granted once keeps its first name.
void add_inline(Nodes& policies, Node policy);

}  // namespace cxsam::transform
