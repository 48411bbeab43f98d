// The boundary of a command: whatever happens inside, it ends with an exit code and a message for a person.
#pragma once

#include <functional>
#include <span>
#include <string>

#include "system/terminal.h"

namespace cxsam::cli {

inline constexpr int kBug = 70;

/// Runs `body` and returns its exit code. An exception is a bug in cxsam: it is told with the version and the words of the
/// command, and the code is kBug. Output that could not be written makes a success a failure.
int run_bounded(system::Terminal& terminal, std::span<const std::string> words, const std::function<int()>& body);

}  // namespace cxsam::cli
