// What this machine allows for functions, as cxsam would find it out.
#pragma once

#include "loop/world.h"
#include "runtime/isolation_probe.h"

namespace cxsam::test {

inline runtime::Isolation isolation() {
  SystemWorld system;
  return runtime::IsolationProbe(system.world).finish();
}

}  // namespace cxsam::test
