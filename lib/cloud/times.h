// Times as people type them and as AWS's command lines print them. All in UTC.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "loop/clock.h"

namespace cxsam::cloud {

/// "5 minutes ago", "1h30m ago", "1.5 hours ago", "2 days ago at 10:00", "yesterday", "today 10:15", "2026-03-04", "2026-03-04
/// 05:06:07+02:00", "March 4, 2026 5:06 pm", what `date` prints, seconds or milliseconds since 1970. Nothing for what is not
/// understood, in part or whole.
std::optional<Clock::WallTime> parse_when(std::string_view text, Clock::WallTime now);

/// "2026-03-04T05:06:07.890000+00:00"; without a fraction where there is none.
std::string iso_with_offset(std::int64_t epoch_ms);

/// Of seconds since 1970: "2026-03-04 05:06:07.890000+00:00".
std::string python_time(double epoch);

}  // namespace cxsam::cloud
