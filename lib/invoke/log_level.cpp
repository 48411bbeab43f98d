#include "invoke/log_level.h"

#include <array>
#include <utility>

#include "base/text.h"
#include "base/time_parse.h"
#include "json/json.h"

namespace cxsam::invoke {
namespace {

using Named = std::pair<std::string_view, LogLevel>;
constexpr std::array<Named, 9> kNames{{{"TRACE", LogLevel::Trace},
                                       {"DEBUG", LogLevel::Debug},
                                       {"INFO", LogLevel::Info},
                                       {"INFORMATION", LogLevel::Info},
                                       {"WARN", LogLevel::Warn},
                                       {"WARNING", LogLevel::Warn},
                                       {"ERROR", LogLevel::Error},
                                       {"FATAL", LogLevel::Fatal},
                                       {"CRITICAL", LogLevel::Fatal}}};

struct Levels {
  static LogLevel of_end(Outcome::Kind outcome, LogLevel success) {
    return outcome == Outcome::Kind::Ok ? success : LogLevel::Warn;
  }

  LogLevel operator()(const LogEvent::InitRuntimeDone& what) const { return of_end(what.outcome, LogLevel::Debug); }
  LogLevel operator()(const LogEvent::InitReport& what) const { return of_end(what.outcome, LogLevel::Debug); }
  LogLevel operator()(const LogEvent::End& what) const { return of_end(what.outcome, LogLevel::Debug); }
  LogLevel operator()(const LogEvent::Report& what) const { return of_end(what.outcome, LogLevel::Info); }
  LogLevel operator()(const LogEvent::Extension& what) const {
    return what.error_type.empty() ? LogLevel::Info : LogLevel::Warn;
  }
  template <class Other>
  LogLevel operator()(const Other& /*what*/) const {
    return LogLevel::Info;
  }
};

bool has_time(const Json& line) {
  for (const char* name : {"timestamp", "time"}) {
    const auto time = line.find(name);
    if (time != line.end() && time->is_string()) return parse_iso_time(time->get<std::string>()).has_value();
  }
  return false;
}

LogLevel level_of_line(std::string_view line) {
  if (!line.starts_with('{') || line.find("\"level\"") == std::string_view::npos) return LogLevel::Info;
  const auto json = parse_json(line);
  if (!json || !json->is_object() || !has_time(*json)) return LogLevel::Info;
  const auto level = json->find("level");
  const bool told = level != json->end() && level->is_string();
  return told ? log_level_of(level->get<std::string>()).value_or(LogLevel::Info) : LogLevel::Info;
}

}  // namespace

std::optional<LogLevel> log_level_of(std::string_view name) {
  for (const auto& [known, level] : kNames) {
    if (equals_ignoring_case(known, name)) return level;
  }
  return std::nullopt;
}

LogLevel level_of(const LogEvent::What& what) { return std::visit(Levels(), what); }

std::string lines_from(std::string_view lines, LogLevel least) {
  std::string kept;
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    const std::string_view line = lines.substr(0, end == std::string_view::npos ? end : end + 1);
    if (level_of_line(line) >= least) kept += line;
    lines.remove_prefix(line.size());
  }
  return kept;
}

}  // namespace cxsam::invoke
