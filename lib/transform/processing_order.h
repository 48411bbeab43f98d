// The order in which AWS's transform goes through resources and events. It shows where the last of several counts, as with
// queues and usage plans that are shared, and in which of several faults is met first.
#pragma once

#include <cstddef>
#include <vector>

#include "transform/workspace.h"

namespace cxsam::transform {

/// The positions of the resources, those that SAM adds last. Templates with REST APIs are gone through in the order of
/// Python 2.7's dictionaries, others as they are written.
std::vector<std::size_t> resource_order(Workspace& work);

/// The entries of the map `Events` of a resource, in the order that goes for its template. AWS checks them in it; what they
/// become for functions it makes in the order of their names.
std::vector<const Member*> event_order(Workspace& work, const Node& events);

}  // namespace cxsam::transform
