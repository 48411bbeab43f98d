// HTML from texts of others.
#pragma once

#include <string>
#include <string_view>

namespace cxsam::gateway {

/// As text or as the value of an attribute in quotes. Bytes that are no UTF-8 become U+FFFD.
std::string escaped(std::string_view text);

/// `<td>...</td>` with text.
std::string cell(std::string_view text);

}  // namespace cxsam::gateway
