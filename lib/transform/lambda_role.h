// The role that SAM makes for resources of AWS Lambda that are no functions: capacity providers, network connectors, images.
#pragma once

#include "transform/scope.h"

namespace cxsam::transform {

/// The user's tags as a list, SAM's own one last (it wins over a tag of its name).
Node tags_and_creator(const Scope& scope);

/// The ARN at a property, or that of the role `<id><property>` with `rights` (ManagedPolicyArns or Policies), which is added.
/// It has the user's tags where `PropagateTags` says so.
Node role_or_made(Scope& scope, std::string_view property, std::string_view role_name, const Node& rights);

/// False after an error: PropagateTags takes no intrinsic function.
bool check_propagate_tags(Scope& scope);

}  // namespace cxsam::transform
