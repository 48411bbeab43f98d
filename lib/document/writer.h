// Node tree -> YAML or JSON text. The order of keys is kept; what is read back is the same value.
#pragma once

#include <string>

#include "document/node.h"

namespace cxsam {

/// Block YAML with two-space indentation, long-form intrinsics, strings quoted only where needed.
std::string write_yaml(const Node& node);

/// JSON with `indent` spaces, or on one line when `indent` is 0.
std::string write_json(const Node& node, int indent = 2);

}  // namespace cxsam
