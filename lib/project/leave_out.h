// What a fault takes away: the smallest part of a template that holds its place.
#pragma once

#include <optional>
#include <string>

#include "document/node.h"

namespace cxsam::project {

/// A part that was removed.
struct LeftOut {
  std::string name;  // for a person: "event `Get` of `Orders`"
  bool whole_resource = false;
};

/// The entry of Resources that `where` stands in; null when it stands in none.
const Member* resource_at(const Node& root, Span where);

/// Removes the event, the property or the attribute of a resource that `where` stands in, else the resource itself; outside of
/// the resources the property in Globals, the entry of a section, or the section. Nothing when the place is in none of these.
std::optional<LeftOut> leave_out(Node& root, Span where);

}  // namespace cxsam::project
