// Parts of requests as SAM CLI's server, which is Python's, reads them.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cxsam::gateway {

/// Bytes of the wire are letters of Latin-1: "\xE9" becomes "\xC3\xA9".
std::string utf8_of_latin1(std::string_view bytes);

/// "%FF" for each byte that is no UTF-8.
std::string encode_broken(std::string_view text);

/// Of a Cookie header: names with values, in their order, each once. What has no name is left out, and so is what begins with a
/// quote and goes on behind the closing one. A value in quotes may have semicolons, and backslashes before anything or three
/// octal digits.
std::vector<std::pair<std::string, std::string>> python_cookies(std::string_view header);

}  // namespace cxsam::gateway
