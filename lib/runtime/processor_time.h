// Whether a process works, or sleeps.
#pragma once

#include <sys/types.h>

#include <chrono>

namespace cxsam::runtime {

/// How long a process has had processors or its first thread has had to wait for one, since its start; 0 when it is gone.
/// Source: Linux, "Scheduler Statistics": /proc/PID/schedstat.
std::chrono::nanoseconds processor_time(pid_t pid);

/// The same of the calling thread.
std::chrono::nanoseconds own_processor_time();

}  // namespace cxsam::runtime
