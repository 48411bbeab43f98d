// SAM writes tags as a map, most of CloudFormation as a list of {Key, Value}.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "transform/scope.h"

namespace cxsam::transform {

/// The Tags that functions and state machines have without Globals, by their logical id.
struct OwnTags {
  std::map<std::string, Node, std::less<>> of_resource;
};

/// The tags of a resource as a list, with `lambda:createdBy: SAM` (`stateMachine:createdBy`) before them; a user's tag of that
/// name is an error.
Node tag_list_with_creator(Scope& scope, const Node* tags);

/// The resource's Tags as a list where it has PropagateTags, for what is generated beside it.
std::optional<Node> propagated_tags(const Scope& scope);

/// The tags as a list, nothing when there are none.
std::optional<Node> tag_list(const Scope& scope, const Node* tags);
std::optional<Node> tag_list(const Node& tags, const Maker& make);

/// The Tags that PropagateTags gives to all that a function or state machine makes; null when it is off or there are none.
const Node* tags_to_propagate(const Scope& scope);

/// Replaces the tags of a generated resource by the propagated ones, where its type has a list of tags.
void propagate_tags(const Scope& scope, std::string_view cloudformation_type, Node& properties);

/// Adds the propagated tags to the implicit API that an event is part of.
void propagate_tags_to_api(const Scope& scope, std::string_view api);

}  // namespace cxsam::transform
