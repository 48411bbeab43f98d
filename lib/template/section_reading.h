// What the readers of sections share: words for a value, where to point at, which names are legal.
#pragma once

#include <string_view>

#include "document/node.h"

namespace cxsam::tmpl {

/// "a map", "a number", "empty": fits behind "is".
std::string_view kind_name(const Node& node);

/// Where to point at a member's value: an empty value has no place of its own, its key has.
Span place_of(const Member& member);

/// Names of resources, parameters, conditions and outputs are ASCII letters and digits.
/// Source: AWS CloudFormation user guide, "Template sections".
bool is_logical_id(std::string_view name);

}  // namespace cxsam::tmpl
