// What a fault takes away: the smallest part of a template that holds its place.
#pragma once

#include <optional>
#include <string>

#include "document/node.h"

namespace cxsam::project {

/// Removes the event, the property or the attribute of a resource that `where` stands in, else the resource itself, or the
/// property in Globals. The result names it for a person; nothing when the place is in none of these.
std::optional<std::string> leave_out(Node& root, Span where);

}  // namespace cxsam::project
