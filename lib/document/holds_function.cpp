#include "document/holds_function.h"

#include <algorithm>

namespace cxsam {

bool holds_function(const Node& value) {
  return as_intrinsic(value) || std::ranges::any_of(value.items, holds_function) ||
         std::ranges::any_of(value.members, [](const Member& member) { return holds_function(member.value); });
}

}  // namespace cxsam
