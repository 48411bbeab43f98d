// SAM writes tags as a map, most of CloudFormation as a list of {Key, Value}.
#pragma once

#include "transform/scope.h"

namespace cxsam::transform {

/// The tags of a resource as a list, with `lambda:createdBy: SAM` (`stateMachine:createdBy`) before them; a user's tag of that
/// name is an error.
Node tag_list_with_creator(Scope& scope, const Node* tags);

/// The resource's Tags as a list where it has PropagateTags, for what is generated beside it.
std::optional<Node> propagated_tags(const Scope& scope);

/// The tags as a list, nothing when there are none.
std::optional<Node> tag_list(const Scope& scope, const Node* tags);

}  // namespace cxsam::transform
