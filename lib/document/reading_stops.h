// Where reading stopped, for tools that report that place instead of the one where it went wrong.
#pragma once

#include <string_view>

namespace cxsam {

/// What the related place of such a finding (E0000) says. It is there when the two places stand in different lines.
inline constexpr std::string_view kReadingStops = "reading stops here";

}  // namespace cxsam
