// Lines on their way to something that may be slow or stuck: a pipe that nobody reads, a terminal that is stopped.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace cxsam::system {

/// Queues whole lines and writes them from a thread of its own: write() never waits. When the queue is full, lines are left
/// out whole, and a line in their place says how many.
class LogSink {
 public:
  /// Writes all of the text, however long that takes. Gives 0 or an errno value, after which nothing is written any more. It
  /// owns what it uses: a call that is stuck outlives the sink.
  using Write = std::function<int(std::string_view text)>;
  /// The line that stands for `lines` lines that were left out.
  using Notice = std::function<std::string(std::size_t lines)>;

  /// At most `bytes` wait, and as many again are on their way.
  LogSink(Write write, std::size_t bytes, Notice notice);
  LogSink(LogSink&&) = default;
  /// Does not wait: see flush().
  ~LogSink();

  /// Until the thread is needed, what `descriptor` takes at once is written by who calls write(): for a few lines, which would
  /// be there before the thread is. It is where the sink's Write writes to: a pipe, a terminal or a file.
  void begin_without_thread(int descriptor);

  /// Takes lines with their line ends. From any thread.
  void write(std::string_view lines);

  /// Waits until all is written; with `patience` only as long as some of it is taken within that time. False when it gave up.
  bool flush(std::optional<std::chrono::milliseconds> patience = std::nullopt);

  /// The errno value of the write that failed, but for a reader that went away, which is no failure; 0 when all is well.
  [[nodiscard]] int failure() const;

 private:
  struct State;
  std::shared_ptr<State> state_;  // shared with the thread
};

/// Writes to an open descriptor, blocking.
LogSink::Write to_descriptor(int descriptor);

/// Writes to the end of a file, which is made when there is none.
Result<LogSink::Write> to_file(const std::filesystem::path& path);

}  // namespace cxsam::system
