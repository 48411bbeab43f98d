// One process at a time.
#pragma once

#include <filesystem>
#include <functional>

#include "base/descriptor.h"
#include "base/result.h"

namespace cxsam::system {

/// Holds an exclusive lock on a file until it is destroyed; the system releases it when the process dies.
class FileLock {
 public:
  /// Makes the file, with its folders, when it is missing. When another process holds the lock, `on_wait` is called
  /// once and the call waits.
  static Result<FileLock> acquire(const std::filesystem::path& path, const std::function<void()>& on_wait);

 private:
  explicit FileLock(Descriptor file) : file_(std::move(file)) {}
  Descriptor file_;
};

}  // namespace cxsam::system
