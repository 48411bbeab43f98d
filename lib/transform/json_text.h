// JSON as AWS's transform writes it into ids and state machine definitions: keys sorted, everything but ASCII escaped.
#pragma once

#include <string>
#include <vector>

#include "document/node.h"

namespace cxsam::transform {

/// On one line, without blanks.
std::string canonical_json(const Node& node);

/// Four spaces a level.
std::string indented_json(const Node& node);

}  // namespace cxsam::transform
