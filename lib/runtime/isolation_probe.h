// What this machine allows, found out by trying: the reaper that shows it is the first sandbox's.
#pragma once

#include <memory>

#include "base/result.h"
#include "loop/world.h"
#include "runtime/isolation.h"
#include "runtime/reaper_process.h"

namespace cxsam::runtime {

class IsolationProbe {
 public:
  /// Forks a reaper, which tries while this process does something else. On the main thread only.
  explicit IsolationProbe(const World& world);

  /// Whether there is a reaper that tries, and what.
  [[nodiscard]] bool tries() const { return reaper_.has_value(); }
  [[nodiscard]] const Isolation& tried() const { return isolation_; }
  /// Waits for it, and tries with less when that much is not allowed.
  Isolation finish();
  /// The reaper that tries, once; null when none could be made. It may be told to begin before it is known to succeed.
  std::shared_ptr<ReaperProcess> take_reaper();

 private:
  World world_;
  Isolation isolation_;
  Result<std::shared_ptr<ReaperProcess>> reaper_;
  bool taken_ = false;
};

}  // namespace cxsam::runtime
