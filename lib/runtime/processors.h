// Which processors a process may use.
#pragma once

#include <sched.h>
#include <sys/types.h>

namespace cxsam::runtime {

/// Those of the calling thread; none when the kernel does not tell, which it does up to CPU_SETSIZE.
cpu_set_t own_processors();

/// Lets a process use only those of `allowed` that the calling thread is not on, where there are any: a kernel may have a new
/// process wait for the processor of who made it while another sleeps. The process takes the others back itself.
void begin_elsewhere(pid_t pid, const cpu_set_t& allowed);

/// For the calling thread. Safe after a fork.
void take_back(const cpu_set_t& allowed);

}  // namespace cxsam::runtime
