// Events as lines. Source: AWS Lambda developer guide, "Lambda system logs" (text and JSON log format), lines recorded on AWS,
// and what SAM CLI prints besides.
#pragma once

#include <string>

#include "invoke/journal.h"

namespace cxsam::invoke {

/// Appends the lines of an event, in its function's log format; each has its line end. Nothing for what has no line there:
/// InitStart, and an exit that REPORT tells.
void add_text(std::string& text, const LogEvent& event);

/// The same as a string of its own.
std::string render_text(const LogEvent& event);

}  // namespace cxsam::invoke
