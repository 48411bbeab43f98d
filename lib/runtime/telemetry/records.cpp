#include "runtime/telemetry/records.h"

#include <utility>

#include "base/time_text.h"
#include "invoke/platform_record.h"
#include "json/json.h"

namespace cxsam::runtime {
namespace {

using invoke::LogEvent;

std::string element(std::chrono::system_clock::time_point time, std::string_view type, Json record) {
  Json one{{"time", iso_time(time)}, {"type", type}};
  one["record"] = std::move(record);
  return dump_json(one);
}

// A line that is an object is handed on as such where the function's logs are JSON.
Json line_record(std::string_view line, invoke::LogFormat format) {
  if (format == invoke::LogFormat::Json && line.starts_with('{')) {
    auto parsed = parse_json(line);
    if (parsed && parsed->is_object()) return std::move(*parsed);
  }
  return line;
}

std::vector<std::string> lines_of(const LogEvent& event, const LogEvent::Output& output) {
  std::vector<std::string> records;
  std::string_view rest = output.lines;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    records.push_back(element(event.time, output.of_extension ? "extension" : "function", line_record(line, event.format)));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  return records;
}

// The Logs API has fewer events, and an end of its own. Before its second version a report says no status.
std::vector<std::string> for_logs_api(const LogEvent& event, invoke::PlatformRecord platform,
                                      const Subscription& subscription) {
  if (platform.type.starts_with("platform.init")) return {};
  const bool first = subscription.schema == "2020-08-15";
  std::vector<std::string> records;
  if (platform.type == "platform.runtimeDone") {
    if (!first) {
      const Json done{{"requestId", event.request_id}, {"status", platform.record["status"]}};
      records.push_back(element(event.time, platform.type, done));
    }
    records.push_back(element(event.time, "platform.end", Json{{"requestId", event.request_id}}));
    return records;
  }
  if (platform.type == "platform.report") platform.record.erase("status");
  records.push_back(element(event.time, platform.type, std::move(platform.record)));
  return records;
}

}  // namespace

std::vector<std::string> telemetry_records(const LogEvent& event, const Subscription& subscription) {
  if (const auto* output = std::get_if<LogEvent::Output>(&event.what)) {
    const bool wanted = output->of_extension ? subscription.extension : subscription.function;
    return wanted ? lines_of(event, *output) : std::vector<std::string>();
  }
  if (!subscription.platform) return {};
  auto platform = invoke::platform_record(event);
  if (!platform) return {};
  if (subscription.api == Subscription::Api::Logs) return for_logs_api(event, std::move(*platform), subscription);
  return {element(event.time, platform->type, std::move(platform->record))};
}

std::string dropped_record(std::chrono::system_clock::time_point time, std::size_t records, std::size_t bytes) {
  return element(time, "platform.logsDropped",
                 Json{{"reason", "Consumer seems to have fallen behind as it has not acknowledged receipt of logs."},
                      {"droppedRecords", records},
                      {"droppedBytes", bytes}});
}

}  // namespace cxsam::runtime
