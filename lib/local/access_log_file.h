// `--access-log`: the access logs of all stages in one file.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>

#include "base/result.h"
#include "gateway/served.h"
#include "system/log_sink.h"

namespace cxsam::local {

/// Lines are written from a thread of their own; what the disk cannot take is left out by whole lines, and counted.
class AccessLogFile final : public gateway::AccessLog {
 public:
  /// Error: the file cannot be written.
  static Result<std::unique_ptr<AccessLogFile>> open(const std::filesystem::path& path);

  explicit AccessLogFile(system::LogSink sink) : sink_(std::move(sink)) {}
  void write(std::string_view line) override { sink_.write(line); }
  /// Waits for the disk, a while. False when it gave up.
  bool flush() { return sink_.flush(std::chrono::seconds(2)); }

 private:
  system::LogSink sink_;
};

}  // namespace cxsam::local
