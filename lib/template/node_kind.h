// Words for what a value is.
#pragma once

#include <string_view>

#include "document/node.h"

namespace cxsam::tmpl {

/// "a map", "a number", "empty": fits behind "is".
std::string_view kind_name(const Node& node);

/// Where to point at a member's value: an empty value has no place of its own, its key has.
Span place_of(const Member& member);

}  // namespace cxsam::tmpl
