// Times as AWS writes them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "loop/clock.h"

namespace cxsam::aws {

/// "20260304T050607Z"
std::string amz_date(Clock::WallTime time);
std::optional<Clock::WallTime> parse_amz_date(std::string_view text);

/// "2026-03-04T05:06:07Z", also with fractions (which are dropped), with an offset, or with "UTC" in place of "Z".
/// Source: RFC 3339, section 5.6; the token cache of AWS CLI.
std::optional<Clock::WallTime> parse_iso_time(std::string_view text);

/// "Sun, 06 Nov 1994 08:49:37 GMT". Source: RFC 9110, section 5.6.7.
std::optional<Clock::WallTime> parse_http_date(std::string_view text);

/// "2026-03-04T05:06:07Z"
std::string iso_seconds(Clock::WallTime time);

}  // namespace cxsam::aws
