#include "invoke/log_text.h"

#include <cmath>
#include <iterator>
#include <utility>

#include <fmt/compile.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/time_text.h"
#include "invoke/log_level.h"
#include "invoke/platform_record.h"
#include "invoke/trace_header.h"
#include "json/json.h"

namespace cxsam::invoke {
namespace {

double milliseconds(std::chrono::nanoseconds duration) { return std::chrono::duration<double, std::milli>(duration).count(); }

std::int64_t billed(std::chrono::nanoseconds duration) { return static_cast<std::int64_t>(std::ceil(milliseconds(duration))); }

/// Of a millisecond, rounded.
std::int64_t hundredths(std::chrono::nanoseconds duration) {
  constexpr std::chrono::nanoseconds kOne(10'000);
  return (duration + kOne / 2) / kOne;
}

std::uint64_t megabytes(std::uint64_t bytes) { return (bytes + (1U << 20U) - 1) >> 20U; }

/// One platform event of the JSON log format.
void add_json(std::string& text, const LogEvent& event) {
  if (level_of(event.what) < event.system_level) return;
  auto platform = platform_record(event);
  if (!platform) return;
  Json line;
  line["time"] = iso_time(event.time);
  line["type"] = platform->type;
  line["record"] = std::move(platform->record);
  text += dump_json(line) + "\n";
}

void add_printable(std::string& line, std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) line += c;
  }
}

void add(std::string& /*text*/, const LogEvent& /*event*/, const LogEvent::InitStart& /*what*/) {}

void add(std::string& /*text*/, const LogEvent& /*event*/, const LogEvent::InitRuntimeDone& /*what*/) {}

void add(std::string& /*text*/, const LogEvent& /*event*/, const LogEvent::InitReport& /*what*/) {}

void add(std::string& text, const LogEvent& event, const LogEvent::Start& what) {
  if (event.format == LogFormat::Json) {
    add_json(text, event);
  } else {
    fmt::format_to(std::back_inserter(text), FMT_COMPILE("START RequestId: {} Version: {}\n"), event.request_id, what.version);
  }
}

void add(std::string& text, const LogEvent& event, const LogEvent::Extension& what) {
  if (event.format == LogFormat::Json) {
    add_json(text, event);
    return;
  }
  fmt::format_to(std::back_inserter(text), "EXTENSION\tName: {}\tState: {}\tEvents: [{}]", what.name, what.state,
                 fmt::join(what.events, ","));
  if (!what.error_type.empty()) fmt::format_to(std::back_inserter(text), "\tError Type: {}", what.error_type);
  text += '\n';
}

void add(std::string& text, const LogEvent& event, const LogEvent::Subscription& what) {
  if (event.format == LogFormat::Json) {
    add_json(text, event);
    return;
  }
  fmt::format_to(std::back_inserter(text), "{}\tName: {}\tState: Subscribed\tTypes: [{}]\n",
                 what.of_logs_api ? "LOGS" : "TELEMETRY", what.name, fmt::join(what.types, ","));
}

void add(std::string& text, const LogEvent& event, const LogEvent::Output& what) {
  if (event.format == LogFormat::Json && !what.of_extension) {
    text += lines_from(what.lines, event.application_level);
  } else {
    text += what.lines;
  }
}

void add(std::string& text, const LogEvent& event, const LogEvent::TimedOut& what) {
  const double limit = std::chrono::duration<double>(what.limit).count();
  const auto out = std::back_inserter(text);
  if (event.format == LogFormat::Text) {  // in JSON the report says it
    fmt::format_to(out, "{} {} Task timed out after {:.2f} seconds\n\n", iso_time(event.time), event.request_id, limit);
  }
  fmt::format_to(out, "Function '{}' timed out after {} seconds\n", event.function,
                 std::chrono::duration_cast<std::chrono::seconds>(what.limit).count());
}

void add(std::string& text, const LogEvent& event, const LogEvent::Exited& what) {
  if (!what.over_memory) return;
  fmt::format_to(std::back_inserter(text), "Function '{}' used more than its {} MB of memory and was killed\n", event.function,
                 what.memory_mb);
}

void add(std::string& text, const LogEvent& event, const LogEvent::End& /*what*/) {
  if (event.format == LogFormat::Text) {
    fmt::format_to(std::back_inserter(text), FMT_COMPILE("END RequestId: {}\n"), event.request_id);
    return;
  }
  add_json(text, event);
}

void add_xray(std::string& text, std::string_view trace) {
  if (trace_field(trace, "Sampled") != "1") return;
  fmt::format_to(std::back_inserter(text), "\nXRAY TraceId: {}\tSegmentId: {}\tSampled: true\t", trace_field(trace, "Root"),
                 trace_field(trace, "Parent"));
}

void add(std::string& text, const LogEvent& event, const LogEvent::Report& what) {
  if (event.format == LogFormat::Json) {
    add_json(text, event);
    return;
  }
  const Metrics& metrics = what.metrics;
  const auto out = std::back_inserter(text);
  const std::int64_t duration = hundredths(metrics.duration);
  fmt::format_to(out,
                 FMT_COMPILE("REPORT RequestId: {}\tDuration: {}.{:02} ms\tBilled Duration: {} ms\tMemory Size: {} MB\t"
                             "Max Memory Used: {} MB\t"),
                 event.request_id, duration / 100, duration % 100, billed(metrics.duration), metrics.memory_mb,
                 megabytes(metrics.max_memory_bytes));
  if (metrics.init_duration) fmt::format_to(out, "Init Duration: {:.2f} ms\t", milliseconds(*metrics.init_duration));
  if (metrics.restore_duration) {
    fmt::format_to(out, "Restore Duration: {:.2f} ms\tBilled Restore Duration: {} ms\t",
                   milliseconds(*metrics.restore_duration), billed(*metrics.restore_duration));
  }
  if (what.outcome == Outcome::Kind::Timeout) text += "Status: timeout";
  if (what.outcome == Outcome::Kind::Crash || what.outcome == Outcome::Kind::InitError) {
    fmt::format_to(out, "Status: error\tError Type: {}", what.error_type);
  }
  add_xray(text, what.trace);
  text += '\n';
}

void add(std::string& text, const LogEvent& /*event*/, const LogEvent::Note& what) {
  using Level = LogEvent::Note::Level;
  if (what.level == Level::Warning) text += "Warning: ";
  if (what.level == Level::Error) text += "Error: ";
  text += what.text;
  text += '\n';
  for (const std::string& hint : what.hints) {
    text += "  hint: ";
    text += hint;
    text += '\n';
  }
}

/// As SAM CLI's local API prints a request: `127.0.0.1 - - [22/Nov/2026 17:20:00] "GET /hello HTTP/1.1" 200 -`.
void add(std::string& text, const LogEvent& event, const LogEvent::Request& what) {
  text += what.client;
  text += " - - [";
  text += local_log_time(event.time);
  text += "] \"";
  add_printable(text, what.method);
  text += ' ';
  add_printable(text, what.target);
  text += ' ';
  text += what.protocol;
  text += "\" ";
  text += std::to_string(what.status);
  text += " -\n";
}

}  // namespace

void add_text(std::string& text, const LogEvent& event) {
  std::visit([&](const auto& what) { add(text, event, what); }, event.what);
}

std::string render_text(const LogEvent& event) {
  std::string text;
  add_text(text, event);
  return text;
}

}  // namespace cxsam::invoke
