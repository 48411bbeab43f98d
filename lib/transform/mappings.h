// The few places where AWS's transform looks a value up in the Mappings section by itself.
// Source: AWS SAM developer guide, "Intrinsic functions": application locations and deployment preferences.
#pragma once

#include "transform/workspace.h"

namespace cxsam::transform {

/// The value of `Fn::FindInMap` whose keys are texts or parameters with values, of a `Ref` to such a parameter, or the value
/// itself; nothing for a map that stays one.
std::optional<Node> looked_up(const Workspace& work, const Node& value);

/// A copy in which every value that looked_up() knows is that value, at any depth.
Node with_lookups(const Workspace& work, const Node& node);

}  // namespace cxsam::transform
