// Texts that say a time, in the forms that logs, HTTP and AWS use.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace cxsam {

/// "20260304T050607Z"
std::optional<std::chrono::system_clock::time_point> parse_amz_date(std::string_view text);

/// "2026-03-04T05:06:07Z", also with fractions (which are dropped), with an offset, or with "UTC" in place of "Z".
/// Source: RFC 3339, section 5.6; the token cache of AWS CLI.
std::optional<std::chrono::system_clock::time_point> parse_iso_time(std::string_view text);

/// "Sun, 06 Nov 1994 08:49:37 GMT". Source: RFC 9110, section 5.6.7.
std::optional<std::chrono::system_clock::time_point> parse_http_date(std::string_view text);

}  // namespace cxsam
