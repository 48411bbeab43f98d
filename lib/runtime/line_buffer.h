// What a process writes, cut into whole lines.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace cxsam::runtime {

/// Passes a process's output on by lines; what is longer than 64 KiB goes on in pieces.
class LineBuffer {
 public:
  /// `write` gets one or more whole lines with their line ends.
  explicit LineBuffer(std::function<void(std::string_view)> write) : write_(std::move(write)) {}
  void feed(std::string_view bytes);
  /// Passes on a last line without end.
  void flush();

 private:
  std::function<void(std::string_view)> write_;
  std::string partial_;
};

}  // namespace cxsam::runtime
