// Log events in the form in which subscribed extensions get them. Sources: AWS Lambda developer guide, "Lambda Telemetry API
// Event schema reference" and "Lambda Logs API".
#pragma once

#include <string>
#include <vector>

#include "invoke/journal.h"
#include "runtime/telemetry/subscription.h"

namespace cxsam::runtime {

/// One JSON object for each record that the event is to this subscription: {"time", "type", "record"}. A line of a function or
/// an extension is one; none for what it has not asked for.
std::vector<std::string> telemetry_records(const invoke::LogEvent& event, const Subscription& subscription);

/// What tells that some could not be kept.
std::string dropped_record(std::chrono::system_clock::time_point time, std::size_t records, std::size_t bytes);

}  // namespace cxsam::runtime
