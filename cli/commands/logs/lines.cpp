#include "cli/commands/logs/lines.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "cloud/spaced_json.h"
#include "cloud/times.h"
#include "json/json.h"

namespace cxsam::cli::logs_command {
namespace {

constexpr std::array<std::string_view, 2> kFailures{"Task timed out", "Process exited before completing"};
constexpr std::string_view kRed = "\x1b[31m", kYellow = "\x1b[33m", kCyan = "\x1b[36m", kUnderlined = "\x1b[4m",
                           kPlain = "\x1b[0m";

std::string painted(std::string_view colour, std::string_view text) { return fmt::format("{}{}{}", colour, text, kPlain); }

/// Line ends at its end are CloudWatch's.
std::string readable(std::string_view message) {
  const std::size_t end = message.find_last_not_of("\r\n");
  message = message.substr(0, end == std::string_view::npos ? 0 : end + 1);
  if (!trim(message).starts_with('{')) return std::string(message);
  const Result<Json> json = parse_json(message);
  return json && json->is_object() ? dump_json(*json, 2) : std::string(message);
}

bool is_failure(std::string_view message) {
  return std::ranges::any_of(kFailures, [&](std::string_view each) { return message.find(each) != std::string_view::npos; });
}

}  // namespace

std::string event_line(const cloud::CloudLogEvent& event, const LineStyle& style) {
  if (style.json)
    return cloud::spaced_json({{"logStreamName", event.stream},
                               {"timestamp", event.time},
                               {"message", event.message},
                               {"ingestionTime", event.ingested},
                               {"eventId", event.id}}) +
           "\n";
  std::string message = readable(event.message);
  const std::string time = cloud::iso_with_offset(event.time);
  if (!style.colour) return fmt::format("{} {} {}\n", event.stream, time, message);
  if (is_failure(message)) {
    message = painted(kRed, message);
  } else if (!style.keyword.empty()) {
    message = replace_all(message, style.keyword, painted(kUnderlined, style.keyword));
  }
  return fmt::format("{} {} {}\n", painted(kCyan, event.stream), painted(kYellow, time), message);
}

}  // namespace cxsam::cli::logs_command
