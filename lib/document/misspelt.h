// Keys that were meant to be another.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostic/diagnostic.h"
#include "document/node.h"

namespace cxsam {

/// What a finding of a member that is missing says of the key in whose place it may stand.
inline constexpr std::string_view kMisspelt = "this may be what was meant";

/// The key of `map` that is nearest to `name` among all `names` that it may have, as a place to point at; or none.
std::vector<RelatedPlace> misspelt(const Node& map, std::string_view name, std::span<const std::string> names);

/// The same where no other name is near.
std::vector<RelatedPlace> misspelt(const Node& map, std::string_view name);

/// Leaves out that a member is missing where something else is said of the key that was meant to be it.
void leave_out_misspelt(Diagnostics& diagnostics);

}  // namespace cxsam
