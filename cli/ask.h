// Questions to a person, on standard output as SAM CLI asks them. The error is that there is no answer.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "loop/task.h"
#include "system/terminal.h"

namespace cxsam::cli {

/// "\tStack Name [sam-app]: ". An empty answer is the default; without one it is asked again.
Result<std::string> ask(system::Terminal& terminal, std::string_view question, const std::string* fallback);

/// The same where nothing is an answer too: " [default]" is shown when there is one.
Result<std::string> ask_optional(system::Terminal& terminal, std::string_view question, const std::string& fallback);

/// The answer is not shown.
Result<std::string> ask_secretly(system::Terminal& terminal, std::string_view question, const std::string* fallback);

/// " [y/N]: " or " [Y/n]: " follows.
Result<bool> ask_yes(system::Terminal& terminal, std::string_view question, bool fallback);

/// The same within the loop, so that Ctrl-C is heard meanwhile.
Task<Result<bool>> ask_yes(Loop& loop, system::Terminal& terminal, std::string_view question, bool fallback);

/// Whether an error is that there is no answer; `report_no_answer` tells it.
bool is_no_answer(const Error& error);

/// Prints `Aborted!`; returns kFailed.
int report_no_answer(system::Terminal& terminal);

}  // namespace cxsam::cli
