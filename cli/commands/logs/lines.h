// A log event as a line.
#pragma once

#include <string>
#include <string_view>

#include "cloud/logs.h"

namespace cxsam::cli::logs_command {

struct LineStyle {
  bool json = false;
  bool colour = false;
  std::string keyword = {};  // is underlined
};

/// "STREAM 2026-03-04T05:06:07+00:00 message", where a message that is a JSON object stands in several lines; or the event as
/// CloudWatch gives it, as JSON. Timeouts and crashes are red.
std::string event_line(const cloud::CloudLogEvent& event, const LineStyle& style);

}  // namespace cxsam::cli::logs_command
