// The order in which conditions can be evaluated without calling each other.
#pragma once

#include <vector>

#include "document/node.h"

namespace cxsam::tmpl {

/// The members of the Conditions section so that each comes after those that it names; those in a circle, and what needs
/// them, come last in the order of the template. Linear and not recursive, however long a chain is.
std::vector<const Member*> conditions_in_order(const Node& section);

}  // namespace cxsam::tmpl
