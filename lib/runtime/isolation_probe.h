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

  /// Waits for it, and tries with less when that much is not allowed.
  Isolation finish();
  /// The reaper that has been tried, once; null when none could be made.
  std::shared_ptr<ReaperProcess> take_reaper();

 private:
  World world_;
  Isolation isolation_;
  Result<std::shared_ptr<ReaperProcess>> reaper_;
};

}  // namespace cxsam::runtime
