// Base64 as URLs and tokens have it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cxsam {

/// RFC 4648, section 5, without padding; anything else is refused.
std::optional<std::string> base64url_decode(std::string_view text);
std::string base64url_encode(std::string_view data);

}  // namespace cxsam
