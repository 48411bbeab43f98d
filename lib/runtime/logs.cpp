#include "runtime/logs.h"

#include <cmath>
#include <ctime>

#include <fmt/format.h>

#include "json/json.h"

namespace cxsam::runtime {
namespace {

using invoke::Outcome;

constexpr std::size_t kMaxLine = std::size_t{64} << 10U;

double milliseconds(std::chrono::nanoseconds duration) { return std::chrono::duration<double, std::milli>(duration).count(); }

std::int64_t billed(std::chrono::nanoseconds duration) { return static_cast<std::int64_t>(std::ceil(milliseconds(duration))); }

std::uint64_t megabytes(std::uint64_t bytes) { return (bytes + (1U << 20U) - 1) >> 20U; }

std::string_view status_of(const Outcome& outcome) {
  switch (outcome.kind) {
    case Outcome::Kind::Ok:
      return "success";
    case Outcome::Kind::FunctionError:
      return "error";
    case Outcome::Kind::Timeout:
      return "timeout";
    default:
      return "failure";
  }
}

std::string json_line(std::string_view type, Json record) {
  Json line;
  line["time"] = iso_time(std::chrono::system_clock::now());
  line["type"] = type;
  line["record"] = std::move(record);
  return dump_json(line) + "\n";
}

double rounded(double value) { return std::round(value * 1000) / 1000; }

std::string json_end_lines(std::string_view request_id, const Outcome& outcome) {
  const invoke::Metrics& metrics = outcome.metrics;
  Json done{{"requestId", request_id}, {"status", status_of(outcome)}};
  if (!outcome.error_type.empty()) done["errorType"] = outcome.error_type;
  done["metrics"] = Json{{"durationMs", rounded(milliseconds(metrics.duration))}};
  Json report{{"requestId", request_id}, {"status", status_of(outcome)}};
  report["metrics"] = Json{{"durationMs", rounded(milliseconds(metrics.duration))},
                           {"billedDurationMs", billed(metrics.duration)},
                           {"memorySizeMB", metrics.memory_mb},
                           {"maxMemoryUsedMB", megabytes(metrics.max_memory_bytes)}};
  if (metrics.init_duration) report["metrics"]["initDurationMs"] = rounded(milliseconds(*metrics.init_duration));
  return json_line("platform.runtimeDone", std::move(done)) + json_line("platform.report", std::move(report));
}

}  // namespace

std::string iso_time(std::chrono::system_clock::time_point time) {
  const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
  const std::time_t seconds = since / 1000;
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday, utc.tm_hour,
                     utc.tm_min, utc.tm_sec, since % 1000);
}

std::string start_line(LogFormat format, std::string_view request_id) {
  if (format == LogFormat::Json) return json_line("platform.start", Json{{"requestId", request_id}, {"version", "$LATEST"}});
  return fmt::format("START RequestId: {} Version: $LATEST\n", request_id);
}

std::string timeout_line(std::string_view request_id, std::chrono::nanoseconds timeout) {
  return fmt::format("{} {} Task timed out after {:.2f} seconds\n\n", iso_time(std::chrono::system_clock::now()), request_id,
                     std::chrono::duration<double>(timeout).count());
}

std::string end_lines(LogFormat format, std::string_view request_id, const Outcome& outcome) {
  if (format == LogFormat::Json) return json_end_lines(request_id, outcome);
  const invoke::Metrics& metrics = outcome.metrics;
  std::string lines = fmt::format(
      "END RequestId: {0}\nREPORT RequestId: {0}\tDuration: {1:.2f} ms\tBilled Duration: {2} ms\tMemory Size: {3} MB\t"
      "Max Memory Used: {4} MB\t",
      request_id, milliseconds(metrics.duration), billed(metrics.duration), metrics.memory_mb,
      megabytes(metrics.max_memory_bytes));
  if (metrics.init_duration) lines += fmt::format("Init Duration: {:.2f} ms\t", milliseconds(*metrics.init_duration));
  if (outcome.kind == Outcome::Kind::Timeout) lines += "Status: timeout";
  if (outcome.kind == Outcome::Kind::Crash || outcome.kind == Outcome::Kind::InitError) {
    lines += "Status: error\tError Type: " + outcome.error_type;
  }
  return lines + "\n";
}

void LineBuffer::feed(std::string_view bytes) {
  const std::size_t end = bytes.rfind('\n');
  if (end == std::string_view::npos) {
    partial_.append(bytes);
  } else if (partial_.empty()) {
    write_(bytes.substr(0, end + 1));
    partial_.assign(bytes.substr(end + 1));
  } else {
    partial_.append(bytes.substr(0, end + 1));
    write_(partial_);
    partial_.assign(bytes.substr(end + 1));
  }
  if (partial_.size() > kMaxLine) {
    write_(partial_);
    partial_.clear();
  }
}

void LineBuffer::flush() {
  if (partial_.empty()) return;
  partial_ += '\n';
  write_(partial_);
  partial_.clear();
}

}  // namespace cxsam::runtime
