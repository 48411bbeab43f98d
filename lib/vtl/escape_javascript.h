// Texts for inside of quotes, as `$util.escapeJavaScript` makes them.
#pragma once

#include <string>
#include <string_view>

namespace cxsam::vtl {

/// Double quotes, backslashes and control characters get a backslash; a single quote stays as it is.
std::string escape_javascript(std::string_view text);

}  // namespace cxsam::vtl
