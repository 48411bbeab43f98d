// What a session says, as lines: pure functions, one a form.
#pragma once

#include <chrono>
#include <string>

#include "diagnostic/render.h"
#include "invoke/journal.h"
#include "local/view/message.h"

namespace cxsam::local {

/// The sentences of SAM CLI where it has them: tools wait for "Mounting ... at ..." and " * Running on ...".
/// `style` is how findings look.
std::string message_text(const Message& message, TextStyle style = {});

/// JSON objects, one a line: {"time": "2026-01-31T12:00:00.000Z", "kind": "mounting", ...}.
std::string message_json(const Message& message, std::chrono::system_clock::time_point time);

/// Appends an event in the same form. (Its text is invoke::add_text().)
void add_event_json(std::string& lines, const invoke::LogEvent& event);

}  // namespace cxsam::local
