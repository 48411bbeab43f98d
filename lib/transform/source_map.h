// Where in the user's files each part of a generated template comes from.
#pragma once

#include <string>

#include "document/node.h"

namespace cxsam::transform {

/// A JSON map from JSON pointers (RFC 6901) of `made`, one a line, to {"file", "line", "column", "expansions"}: 1-based,
/// columns in code points. Expansions are {"why", "file", "line", "column"} from the innermost to the one that the user wrote.
std::string source_map(const Node& made, const Sources& sources);

}  // namespace cxsam::transform
