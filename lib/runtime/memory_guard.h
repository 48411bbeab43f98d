// The memory of one process over its life: the most it had, and whether that is too much.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>

namespace cxsam::runtime {

class MemoryGuard {
 public:
  /// `limit` in bytes; 0: none.
  explicit MemoryGuard(std::uint64_t limit = 0) : limit_(limit) {}
  void note_peak(std::uint64_t bytes) { peak_ = std::max(peak_, bytes); }
  /// Whether the peak may have grown by what counts since it was last asked for here. Calls that follow each other quickly have
  /// little time for that, and asking the system costs as much as a short one.
  bool is_due(std::chrono::nanoseconds call, std::chrono::steady_clock::time_point now) {
    if (call < kBrief && asked_ && now - *asked_ < kFresh) return false;
    asked_ = now;
    return true;
  }
  /// True when `bytes` in use are too many.
  bool check(std::uint64_t bytes) {
    note_peak(bytes);
    over_ = over_ || (limit_ != 0 && bytes > limit_);
    return over_;
  }
  [[nodiscard]] std::uint64_t peak() const { return peak_; }
  [[nodiscard]] bool over() const { return over_; }

 private:
  static constexpr std::chrono::milliseconds kBrief{10};
  static constexpr std::chrono::milliseconds kFresh{50};

  std::uint64_t limit_;
  std::uint64_t peak_ = 0;
  bool over_ = false;
  std::optional<std::chrono::steady_clock::time_point> asked_;
};

}  // namespace cxsam::runtime
