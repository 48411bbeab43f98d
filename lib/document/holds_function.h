// Whether a value is known as it is written.
#pragma once

#include "document/node.h"

namespace cxsam {

/// Whether an intrinsic function is or stands in the value, at any depth.
bool holds_function(const Node& value);

}  // namespace cxsam
