// `--start-time` and `--end-time`.
#pragma once

#include <array>

#include "cli/command.h"
#include "loop/clock.h"

namespace cxsam::cli {

inline constexpr std::array kTimeOptions{
    OptionSpec{.name = "start-time",
               .aliases = "-s",
               .value_name = "TIME",
               .default_value = "10m ago",
               .help = "From when on: `5 minutes ago`, `yesterday`, `2026-03-04 05:06`; in UTC."},
    OptionSpec{.name = "end-time", .aliases = "-e", .value_name = "TIME", .help = "Up to when; without it up to now."},
};

struct TimeRange {
  Clock::WallTime from, to;
};

/// An empty start is that of all time, an empty end is now. Error: a time that is not understood.
Result<TimeRange> read_times(const config::Values& values, Clock::WallTime now);

}  // namespace cxsam::cli
