// What is counted from request to request: token buckets and quotas.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "application/key_ring.h"
#include "application/stage.h"
#include "loop/clock.h"

namespace cxsam::gateway {

/// They outlive reloads, so that a saved file gives nobody new requests.
class Counters {
 public:
  /// Takes a token out of a bucket, which begins full. False: there is none now.
  bool take(std::string_view bucket, application::Throttle limit, Clock::TimePoint now);
  /// Counts a request. False: the quota of this period is used up.
  bool count(std::string_view of, const application::Quota& quota, Clock::WallTime now);

 private:
  struct Bucket {
    double tokens = 0;
    Clock::TimePoint filled;
  };
  struct Used {
    std::int64_t period = 0;  // the day on which it began, since 1970
    std::uint64_t requests = 0;
  };

  std::map<std::string, Bucket, std::less<>> buckets_;
  std::map<std::string, Used, std::less<>> used_;
};

/// The day since 1970 on which the period of a time began.
std::int64_t period_of(const application::Quota& quota, Clock::WallTime time);

}  // namespace cxsam::gateway
