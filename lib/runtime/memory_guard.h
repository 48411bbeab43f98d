// The memory of one process over its life: the most it had, and whether that is too much.
#pragma once

#include <algorithm>
#include <cstdint>

namespace cxsam::runtime {

class MemoryGuard {
 public:
  /// `limit` in bytes; 0: none.
  explicit MemoryGuard(std::uint64_t limit = 0) : limit_(limit) {}
  void note_peak(std::uint64_t bytes) { peak_ = std::max(peak_, bytes); }
  /// True when `bytes` in use are too many.
  bool check(std::uint64_t bytes) {
    note_peak(bytes);
    over_ = over_ || (limit_ != 0 && bytes > limit_);
    return over_;
  }
  [[nodiscard]] std::uint64_t peak() const { return peak_; }
  [[nodiscard]] bool over() const { return over_; }

 private:
  std::uint64_t limit_;
  std::uint64_t peak_ = 0;
  bool over_ = false;
};

}  // namespace cxsam::runtime
