#include "runtime/isolation_probe.h"

#include <unistd.h>

#include <utility>

namespace cxsam::runtime {

IsolationProbe::IsolationProbe(const World& world)
    : world_(world), isolation_(full_isolation(geteuid() != 0)), reaper_(ReaperProcess::fork(world, isolation_)) {}

Isolation IsolationProbe::finish() {
  while (true) {
    const Result<void> ready = reaper_ ? (*reaper_)->wait_until_ready() : fail(reaper_.error());
    if (ready || !isolation_.namespaces) return isolation_;
    if (isolation_.user_namespace) {
      isolation_ = {.missing = ready.error().message};
    } else {  // root of a container that may not mount
      isolation_ = full_isolation(true);
    }
    reaper_ = ReaperProcess::fork(world_, isolation_);
    taken_ = false;
  }
}

std::shared_ptr<ReaperProcess> IsolationProbe::take_reaper() {
  if (!reaper_ || std::exchange(taken_, true)) return nullptr;
  return *reaper_;
}

}  // namespace cxsam::runtime
