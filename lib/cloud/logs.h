// Events of log groups, one after another in time. Source: Amazon CloudWatch Logs API reference, "FilterLogEvents".
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "aws/client.h"
#include "base/result.h"
#include "loop/clock.h"

namespace cxsam::cloud {

struct CloudLogEvent {
  std::string id;
  std::string stream;
  std::int64_t time = 0;      // milliseconds since 1970
  std::int64_t ingested = 0;  // likewise
  std::string message;
};

struct LogRange {
  std::string filter;  // CloudWatch's filter pattern; "" = everything
  Clock::WallTime from;
  std::optional<Clock::WallTime> to;  // nothing: open
};

using TakeLogEvent = std::function<void(const CloudLogEvent&)>;

/// Hands over all events of the range. A group that does not exist has none.
Task<Result<void>> read_logs(aws::Client& client, std::vector<std::string> groups, LogRange range, TakeLogEvent take);

/// Hands over what comes, until it is cancelled: asks every second, less often while AWS asks for patience. An event that
/// arrives some seconds late is not lost. Returns with an error only.
Task<Error> follow_logs(aws::Client& client, std::vector<std::string> groups, LogRange range, TakeLogEvent take);

}  // namespace cxsam::cloud
