// Events of the platform as JSON: in logs of the JSON form, and for extensions that subscribe to them.
// Source: AWS Lambda developer guide, "Lambda Telemetry API Event schema reference".
#pragma once

#include <optional>
#include <string_view>

#include "invoke/journal.h"
#include "json/json.h"

namespace cxsam::invoke {

struct PlatformRecord {
  std::string_view type;  // "platform.start"
  Json record;
};

/// Nothing for what is no event of the platform: lines, notes, requests.
std::optional<PlatformRecord> platform_record(const LogEvent& event);

}  // namespace cxsam::invoke
