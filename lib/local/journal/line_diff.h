// What differs between two texts, by lines.
#pragma once

#include <string>
#include <string_view>

namespace cxsam::local {

/// "" when they are the same. Else all lines, "  " before those that both have, "- " before those of `before` alone, "+ "
/// before those of `after` alone. Texts of very many lines are told as one piece each.
std::string line_diff(std::string_view before, std::string_view after);

}  // namespace cxsam::local
