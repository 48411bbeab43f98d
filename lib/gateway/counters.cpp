#include "gateway/counters.h"

#include <algorithm>
#include <chrono>

namespace cxsam::gateway {

using application::Quota;
using std::chrono::days;
using std::chrono::sys_days;

bool Counters::take(std::string_view bucket, application::Throttle limit, Clock::TimePoint now) {
  auto found = buckets_.find(bucket);
  if (found == buckets_.end())
    found = buckets_.emplace(std::string(bucket), Bucket{.tokens = limit.burst, .filled = now}).first;
  Bucket& at = found->second;
  const double seconds = std::chrono::duration<double>(now - at.filled).count();
  at.tokens = std::min(limit.burst, at.tokens + seconds * limit.rate);
  at.filled = now;
  if (at.tokens < 1) return false;
  at.tokens -= 1;
  return true;
}

bool Counters::count(std::string_view of, const Quota& quota, Clock::WallTime now) {
  auto found = used_.find(of);
  if (found == used_.end()) found = used_.emplace(std::string(of), Used{}).first;
  Used& used = found->second;
  const std::int64_t period = period_of(quota, now);
  if (used.period != period) used = {.period = period, .requests = 0};
  if (used.requests >= quota.limit) return false;
  ++used.requests;
  return true;
}

std::int64_t period_of(const Quota& quota, Clock::WallTime time) {
  const sys_days today = std::chrono::floor<days>(time);
  if (quota.period == Quota::Period::Day) return today.time_since_epoch().count();
  if (quota.period == Quota::Period::Week) {
    const unsigned weekday = std::chrono::weekday(today).c_encoding();  // Sunday is 0
    return (today - days((weekday + 7 - quota.offset % 7) % 7)).time_since_epoch().count();
  }
  constexpr unsigned kShortestMonth = 28;
  const unsigned first = 1 + quota.offset % kShortestMonth;
  const std::chrono::year_month_day date(today);
  std::chrono::year_month month = date.year() / date.month();
  if (static_cast<unsigned>(date.day()) < first) month -= std::chrono::months(1);
  return sys_days(month / std::chrono::day(first)).time_since_epoch().count();
}

}  // namespace cxsam::gateway
