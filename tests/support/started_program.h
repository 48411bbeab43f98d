// A program that goes on running while a test talks to it.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

namespace cxsam::test {

/// Standard output and standard error are read as one text. The program is killed when this is destroyed.
class StartedProgram {
 public:
  StartedProgram(std::vector<std::string> command, const std::filesystem::path& folder);
  StartedProgram(const StartedProgram&) = delete;
  StartedProgram& operator=(const StartedProgram&) = delete;
  ~StartedProgram();

  /// Reads until `needle` has come since the last call; false when the program ended or a minute passed first.
  bool wait_for(std::string_view needle);
  void signal(int number) const;
  /// Reads to the end and waits, for a minute: then it is killed. The exit code, 128 + signal when a signal ended it.
  int wait();

  [[nodiscard]] pid_t pid() const { return pid_; }
  /// Everything that it has printed so far.
  [[nodiscard]] const std::string& output() const { return output_; }
  /// All processes below it, at this moment.
  [[nodiscard]] std::vector<pid_t> descendants() const;

 private:
  bool read_some(std::chrono::steady_clock::time_point until);

  pid_t pid_ = 0;
  int pipe_ = -1;
  std::string output_;
  std::size_t searched_ = 0;
};

/// False when the process is gone (or only waits to be reaped).
bool is_alive(pid_t pid);

/// Waits for the end of a process, for a minute at most. False when it still runs then.
bool ends(pid_t pid);

}  // namespace cxsam::test
