// A child program that is run to its end: pip, npm, make. (Functions are processes that stay: module `runtime`.)
#pragma once

#include <chrono>
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
  std::function<void(std::string_view)> on_output = nullptr;     // both streams as they come, besides keeping them
  bool errors_apart = false;                                     // on_output gets standard output alone
  std::size_t keep_bytes = std::size_t{8} << 20U;                // at most so much of each stream's end is kept
  /// Called again and again while it runs: for how long already, and the last line that it printed ("" = none).
  std::function<void(std::chrono::seconds, std::string_view)> on_wait = nullptr;
  std::chrono::milliseconds wait_interval{10'000};
};

struct CommandResult {
  int exit_code = 0;  // 128 + signal when a signal ended it
  std::string out;
  std::string err;
};

/// Runs the command with standard input closed and waits for it, but not for what it leaves in the background. A program that
/// ends badly is a result; the error is one that could not be started. A signal that ends this process ends
/// the program and all that it has started: a keeper process between the two sees to that. They belong to the terminal's
/// process group, so that Ctrl-C reaches them.
Result<CommandResult> run_command(const Command& command);

/// What a person is told of a command that runs long: "  pip install: 20 s, Collecting numpy".
std::string waiting_text(std::string_view what, std::chrono::seconds running, std::string_view line);

/// The first executable file `name` on PATH.
std::optional<std::filesystem::path> find_program(std::string_view name);

}  // namespace cxsam::system
