// A file that nobody can open for now: whoever tries waits. The way to make reading slow for exactly as long as a test wants.
#pragma once

#include <filesystem>

namespace cxsam::test {

/// By a write lease of Linux (fcntl F_SETLEASE) on a file that nobody has open. It ends with this, or by itself after 45
/// seconds.
class Lease {
 public:
  explicit Lease(const std::filesystem::path& path);
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;
  ~Lease();

  /// False where the file system has no leases.
  [[nodiscard]] bool held() const { return held_; }

 private:
  int file_;
  bool held_;
};

}  // namespace cxsam::test
