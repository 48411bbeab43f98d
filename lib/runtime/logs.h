// The lines that Lambda itself writes around a function's own output. Source: AWS Lambda developer guide, "Lambda system
// logs" (text and JSON log format), and lines recorded on AWS.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

#include "invoke/invoke.h"

namespace cxsam::runtime {

/// Receives whole lines with their line ends.
using LogWriter = std::function<void(std::string_view)>;

enum class LogFormat : std::uint8_t { Text, Json };

/// START, or platform.start.
std::string start_line(LogFormat format, std::string_view request_id);

/// Task timed out after ... Text only: in JSON the report says it.
std::string timeout_line(std::string_view request_id, std::chrono::nanoseconds timeout);

/// END and REPORT, or platform.runtimeDone and platform.report.
std::string end_lines(LogFormat format, std::string_view request_id, const invoke::Outcome& outcome);

/// 2026-01-31T12:00:00.000Z
std::string iso_time(std::chrono::system_clock::time_point time);

/// Passes a process's output on by lines; what is longer than 64 KiB goes on in pieces.
class LineBuffer {
 public:
  explicit LineBuffer(LogWriter write) : write_(std::move(write)) {}
  void feed(std::string_view bytes);
  /// Passes on a last line without end.
  void flush();

 private:
  LogWriter write_;
  std::string partial_;
};

}  // namespace cxsam::runtime
