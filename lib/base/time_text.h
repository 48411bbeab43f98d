// A time as text, in the forms that logs and HTTP use: in UTC where nothing else is said.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace cxsam {

/// Milliseconds since 1970.
std::int64_t epoch_ms(std::chrono::system_clock::time_point time);

/// "2026-01-31T12:00:00.000Z"
std::string iso_time(std::chrono::system_clock::time_point time);

/// "Sun, 06 Nov 1994 08:49:37 GMT". Source: RFC 9110, section 5.6.7.
std::string http_date(std::chrono::system_clock::time_point time);

/// "09/Apr/2015:12:34:56 +0000", as access logs have it.
std::string access_log_time(std::chrono::system_clock::time_point time);

/// "09/Apr/2015 12:34:56" in local time, as Python's web servers log it.
std::string local_log_time(std::chrono::system_clock::time_point time);

}  // namespace cxsam
