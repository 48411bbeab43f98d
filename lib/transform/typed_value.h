// Values whose type AWS checks and, where it can, converts: "10" becomes 10 where a whole number belongs.
// An intrinsic function, as any map, may stand for each of them.
#pragma once

#include <optional>

#include "document/node.h"

namespace cxsam::transform {

/// An empty text or list. AWS's models read most values as a map first, and what is empty makes an empty map.
bool is_nothing(const Node& value);

/// What Python takes for false, as AWS's own transform asks in many places: null, zero, false, and what is empty.
bool is_falsy(const Node& value);

/// Whole numbers, decimals cut off, true and false as 1 and 0, the text of a whole number, {} for what is empty; else nothing.
std::optional<Node> whole_number(const Node& value);

/// The same, but decimals and their text stay.
std::optional<Node> decimal_number(const Node& value);

/// A list of texts; numbers in it become text, and what is empty {}. Nothing for all else.
std::optional<Node> text_list(const Node& value);

}  // namespace cxsam::transform
