#include "local/journal/log_lines.h"

#include <algorithm>
#include <chrono>

#include "base/text.h"
#include "invoke/log_text.h"
#include "invoke/outcome_name.h"
#include "json/json.h"
#include "local/journal/read_time.h"

namespace cxsam::local {
namespace {

using invoke::LogEvent;

/// A line, and the texts that events point into.
struct Line {
  const Json& json;

  [[nodiscard]] std::string_view text(std::string_view name) const {
    const auto found = json.find(name);
    return found == json.end() || !found->is_string() ? std::string_view()
                                                      : std::string_view(found->get_ref<const std::string&>());
  }
  [[nodiscard]] double number(std::string_view name) const {
    const auto found = json.find(name);
    return found == json.end() || !found->is_number() ? 0 : found->get<double>();
  }
  [[nodiscard]] bool flag(std::string_view name) const {
    const auto found = json.find(name);
    return found != json.end() && found->is_boolean() && found->get<bool>();
  }
  [[nodiscard]] std::chrono::nanoseconds duration(std::string_view name) const {
    constexpr double kMost = 1e12;  // ms: longer than any
    return std::chrono::duration_cast<std::chrono::nanoseconds>(
        std::chrono::duration<double, std::milli>(std::clamp(number(name), 0.0, kMost)));
  }
  [[nodiscard]] std::uint32_t count(std::string_view name) const {
    return static_cast<std::uint32_t>(std::clamp(number(name), 0.0, 4e9));
  }
};

LogEvent::Note::Level level_of(std::string_view name) {
  if (name == "error") return LogEvent::Note::Level::Error;
  return name == "warning" ? LogEvent::Note::Level::Warning : LogEvent::Note::Level::Info;
}

std::optional<LogEvent::What> what_of(const Line& line, std::string_view kind) {
  if (kind == "start") return LogEvent::Start{line.text("version").empty() ? "$LATEST" : line.text("version")};
  if (kind == "output") return LogEvent::Output{line.text("text"), line.text("of") == "extension"};
  if (kind == "timeout") return LogEvent::TimedOut{line.duration("limitMs")};
  if (kind == "exit")
    return LogEvent::Exited{static_cast<int>(line.count("waitStatus")), line.flag("overMemory"), line.count("memorySizeMB")};
  if (kind == "end")
    return LogEvent::End{invoke::outcome_of(line.text("outcome")), line.text("errorType"), line.duration("durationMs")};
  if (kind == "note") return LogEvent::Note{.level = level_of(line.text("level")), .text = line.text("message")};
  if (kind == "extension")
    return LogEvent::Extension{.name = line.text("name"), .state = line.text("state"), .error_type = line.text("errorType")};
  if (kind == "request")
    return LogEvent::Request{.client = line.text("client"),
                             .method = line.text("method"),
                             .target = line.text("target"),
                             .protocol = line.text("protocol"),
                             .status = static_cast<int>(line.count("status")),
                             .duration = line.duration("durationMs")};
  if (kind != "report") return std::nullopt;
  LogEvent::Report report{invoke::outcome_of(line.text("outcome")), line.text("errorType"), {}, {}};
  report.metrics.duration = line.duration("durationMs");
  if (line.number("initDurationMs") > 0) report.metrics.init_duration = line.duration("initDurationMs");
  report.metrics.memory_mb = line.count("memorySizeMB");
  report.metrics.max_memory_bytes = static_cast<std::uint64_t>(std::clamp(line.number("maxMemoryUsedBytes"), 0.0, 1e15));
  return report;
}

bool is_wanted(const Line& line, const LogFilter& filter) {
  if (!filter.request_id.empty() && line.text("requestId") != filter.request_id) return false;
  return filter.functions.empty() || std::ranges::find(filter.functions, line.text("function")) != filter.functions.end();
}

}  // namespace

std::optional<std::string> log_text_of(std::string_view text, const LogFilter& filter) {
  const auto parsed = parse_json(text);
  if (!parsed || !parsed->is_object()) return std::nullopt;
  const Line line{*parsed};
  const auto what = what_of(line, line.text("kind"));
  if (!what || !is_wanted(line, filter)) return "";
  std::string said = invoke::render_text({.time = read_time(line.text("time")),
                                          .function = line.text("function"),
                                          .request_id = line.text("requestId"),
                                          .what = *what});
  if (std::holds_alternative<LogEvent::Output>(*what) && !said.ends_with('\n')) said += '\n';
  return said;
}

}  // namespace cxsam::local
