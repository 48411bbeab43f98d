#include "cli/cloud_times.h"

#include <fmt/format.h>

#include "cloud/times.h"

namespace cxsam::cli {
namespace {

Result<Clock::WallTime> read_time(const config::Values& values, std::string_view option, std::string_view usual,
                                  Clock::WallTime of_nothing, Clock::WallTime now) {
  const std::string text = values.text_or(option, usual);
  if (text.empty()) return of_nothing;
  if (const auto time = cloud::parse_when(text, now)) return *time;
  return fail(Error{fmt::format("Unable to parse the time provided by '{}'", option)}.hint(
      fmt::format("`{}` is not understood; `5 minutes ago`, `yesterday 10:00` and `2026-03-04 05:06` are", text)));
}

}  // namespace

Result<TimeRange> read_times(const config::Values& values, Clock::WallTime now) {
  const Result<Clock::WallTime> from = read_time(values, "start-time", "10m ago", Clock::WallTime(), now);
  if (!from) return fail(from.error());
  const Result<Clock::WallTime> to = read_time(values, "end-time", "now", now, now);
  if (!to) return fail(to.error());
  return TimeRange{*from, *to};
}

}  // namespace cxsam::cli
