// Which lines of a log in JSON are written. Source: AWS Lambda developer guide, "Log-level filtering", "System log level event
// mapping".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "invoke/journal.h"

namespace cxsam::invoke {

/// "DEBUG" in any case, and what Python and .NET call their levels. Nothing for a name that is none.
std::optional<LogLevel> log_level_of(std::string_view name);

/// Of an event of the platform.
LogLevel level_of(const LogEvent::What& what);

/// Of lines of a function those from a level on. A line is of the level that its JSON gives as `level`; without one, and
/// without a `timestamp` or `time` as RFC 3339 has it, it is of Info.
std::string lines_from(std::string_view lines, LogLevel least);

}  // namespace cxsam::invoke
