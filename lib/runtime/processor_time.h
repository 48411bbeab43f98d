// Whether a process works, or sleeps, and whom it stops when it wakes.
#pragma once

#include <sys/types.h>

#include <chrono>

namespace cxsam::runtime {

/// How long a process has had processors or its first thread has had to wait for one, since its start; 0 when it is gone.
/// Source: Linux, "Scheduler Statistics": /proc/PID/schedstat.
std::chrono::nanoseconds processor_time(pid_t pid);

/// The same of the calling thread.
std::chrono::nanoseconds own_processor_time();

/// From now on its first thread stops nobody when it wakes; its share of the processors stays. Whoever gave it another policy
/// than the usual one wants that. Source: sched(7), "SCHED_BATCH".
void give_way(pid_t pid);

}  // namespace cxsam::runtime
