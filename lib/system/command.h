// A child program that is run to its end: pip, npm, make. (Functions are processes that stay: module `runtime`.)
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace cxsam::system {

struct Command {
  std::vector<std::string> words;                                // program and arguments; no shell in between
  std::filesystem::path folder;                                  // where it runs; "" = here
  std::vector<std::pair<std::string, std::string>> environment;  // on top of this process's own
  std::function<void(std::string_view)> on_output = nullptr;     // both streams as they come, instead of keeping them
  std::size_t keep_bytes = std::size_t{8} << 20U;                // at most so much of each stream's end is kept
};

struct CommandResult {
  int exit_code = 0;  // 128 + signal when a signal ended it
  std::string out;
  std::string err;
};

/// Runs the command with standard input closed and waits for it, but not for what it leaves in the background. A program that
/// ends badly is a result; the error is one that could not be started. The child dies with the thread that calls this, and
/// belongs to the terminal's process group, so that Ctrl-C reaches it.
Result<CommandResult> run_command(const Command& command);

/// The first executable file `name` on PATH.
std::optional<std::filesystem::path> find_program(std::string_view name);

}  // namespace cxsam::system
