// The day for which dates are checked.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cxsam::lint {

/// "2026-04-30" for seconds since 1970, UTC.
std::string iso_date(std::int64_t seconds);

/// Today, or the day that SOURCE_DATE_EPOCH (seconds since 1970) stands for: results then do not change with time.
/// Source: reproducible-builds.org, "SOURCE_DATE_EPOCH". A text that is no number counts as not set.
std::string today(const std::optional<std::string>& source_date_epoch);

}  // namespace cxsam::lint
