// Percent-encoding of paths and query strings.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cxsam {

/// `%41` -> `A`; a percent sign without two digits stays as it is.
std::string percent_decode(std::string_view text);

/// As percent_decode(), and `+` is a blank.
std::string query_decode(std::string_view text);

/// What is no letter, digit, one of `-._~` (RFC 3986, 2.3) or of `kept` becomes %XX, byte by byte.
std::string percent_encode(std::string_view text, std::string_view kept = "");

/// Decoded pairs in the order of the query; `a` alone is `a` with an empty value.
std::vector<std::pair<std::string, std::string>> parse_query(std::string_view query);

}  // namespace cxsam
