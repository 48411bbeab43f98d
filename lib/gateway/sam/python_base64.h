// Base64 as Python's b64decode() takes it, which SAM CLI gives the bodies of functions to.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cxsam::gateway {

/// Letters that are none of base64 are passed over, and so is what follows the padding. Nothing where a group is not complete,
/// or where there are letters beyond ASCII.
std::optional<std::string> python_base64(std::string_view text);

}  // namespace cxsam::gateway
