#include <chrono>
#include <string>
#include <string_view>
#include <variant>

#include "base/text.h"
#include "base/time_text.h"
#include "invoke/outcome_name.h"
#include "json/json.h"
#include "local/view/render.h"

namespace cxsam::local {
namespace {

using invoke::LogEvent;

double milliseconds(std::chrono::nanoseconds duration) {
  return std::chrono::duration<double, std::milli>(std::chrono::round<std::chrono::microseconds>(duration)).count();
}

std::string_view name_of(LogEvent::Note::Level level) {
  using Level = LogEvent::Note::Level;
  if (level == Level::Error) return "error";
  return level == Level::Warning ? "warning" : "info";
}

struct Fields {
  Json& line;

  void kind(std::string_view name) const { line["kind"] = name; }

  void result(invoke::Outcome::Kind outcome, std::string_view error_type) const {
    line["outcome"] = invoke::name_of(outcome);
    if (!error_type.empty()) line["errorType"] = error_type;
  }

  void operator()(const LogEvent::InitStart& init) const {
    kind("initStart");
    line["runtime"] = init.runtime;
  }

  void operator()(const LogEvent::InitRuntimeDone& init) const {
    kind("initRuntimeDone");
    result(init.outcome, init.error_type);
  }

  void operator()(const LogEvent::InitReport& init) const {
    kind("initReport");
    result(init.outcome, init.error_type);
    line["durationMs"] = milliseconds(init.duration);
  }

  void operator()(const LogEvent::Start& start) const {
    kind("start");
    if (start.version != "$LATEST") line["version"] = start.version;
  }

  void operator()(const LogEvent::Output& output) const {
    kind("output");
    if (output.of_extension) line["of"] = "extension";
    line["text"] = output.lines;
  }

  void operator()(const LogEvent::Extension& extension) const {
    kind("extension");
    line["name"] = extension.name;
    line["state"] = extension.state;
    if (!extension.error_type.empty()) line["errorType"] = extension.error_type;
  }

  void operator()(const LogEvent::Subscription& subscription) const {
    kind("subscription");
    line["name"] = subscription.name;
    line["api"] = subscription.of_logs_api ? "logs" : "telemetry";
    line["types"] = std::vector<std::string>(subscription.types.begin(), subscription.types.end());
  }

  void operator()(const LogEvent::TimedOut& late) const {
    kind("timeout");
    line["limitMs"] = milliseconds(late.limit);
  }

  void operator()(const LogEvent::Exited& exited) const {
    kind("exit");
    line["waitStatus"] = exited.wait_status;
    line["overMemory"] = exited.over_memory;
    line["memorySizeMB"] = exited.memory_mb;
  }

  void operator()(const LogEvent::End& end) const {
    kind("end");
    result(end.outcome, end.error_type);
    line["durationMs"] = milliseconds(end.duration);
  }

  void operator()(const LogEvent::Report& report) const {
    kind("report");
    result(report.outcome, report.error_type);
    line["durationMs"] = milliseconds(report.metrics.duration);
    if (report.metrics.init_duration) line["initDurationMs"] = milliseconds(*report.metrics.init_duration);
    line["memorySizeMB"] = report.metrics.memory_mb;
    line["maxMemoryUsedBytes"] = report.metrics.max_memory_bytes;
  }

  void operator()(const LogEvent::Note& note) const {
    kind("note");
    line["level"] = name_of(note.level);
    line["message"] = note.text;
    if (!note.hints.empty()) line["hints"] = std::vector<std::string>(note.hints.begin(), note.hints.end());
  }

  void operator()(const LogEvent::Request& request) const {
    kind("request");
    line["client"] = request.client;
    line["method"] = request.method;
    line["target"] = request.target;
    line["protocol"] = request.protocol;
    line["status"] = request.status;
    line["durationMs"] = milliseconds(request.duration);
  }
};

void add_line(std::string& lines, const LogEvent& event, const LogEvent::What& what) {
  Json line{{"time", iso_time(event.time)}, {"kind", ""}};
  if (!event.function.empty()) line["function"] = event.function;
  if (event.instance != 0) line["instance"] = event.instance;
  if (!event.request_id.empty()) line["requestId"] = event.request_id;
  std::visit(Fields{line}, what);
  lines += dump_json(line);
  lines += '\n';
}

}  // namespace

void add_event_json(std::string& lines, const LogEvent& event) {
  const auto* output = std::get_if<LogEvent::Output>(&event.what);
  if (output == nullptr) {
    add_line(lines, event, event.what);
    return;
  }
  std::string_view rest = output->lines;
  while (!rest.empty()) {  // an object for each line that the function wrote
    const std::size_t end = rest.find('\n');
    add_line(lines, event, LogEvent::Output{rest.substr(0, end), output->of_extension});
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
}

}  // namespace cxsam::local
