#include "runtime/processors.h"

namespace cxsam::runtime {

cpu_set_t own_processors() {
  cpu_set_t own;
  CPU_ZERO(&own);
  sched_getaffinity(0, sizeof own, &own);
  return own;
}

void begin_elsewhere(pid_t pid, const cpu_set_t& allowed) {
  const int here = sched_getcpu();
  if (here < 0 || here >= CPU_SETSIZE) return;
  cpu_set_t others = allowed;
  CPU_CLR(static_cast<unsigned int>(here), &others);
  if (CPU_COUNT(&others) > 0) sched_setaffinity(pid, sizeof others, &others);
}

void take_back(const cpu_set_t& allowed) {
  if (CPU_COUNT(&allowed) > 0) sched_setaffinity(0, sizeof allowed, &allowed);
}

}  // namespace cxsam::runtime
