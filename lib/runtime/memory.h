// How much memory the processes of an instance use, from /proc.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <vector>

#include "base/descriptor.h"

namespace cxsam::runtime {

/// The processes below `root`, without it.
std::vector<pid_t> processes_below(pid_t root);

/// A process's `/proc/PID/status`, to be read again and again; invalid when the process is gone.
Descriptor open_status(pid_t pid);

/// The peak resident memory of that process so far, in bytes; 0 when it is gone.
std::uint64_t peak_memory(const Descriptor& status);

/// Resident memory that is not shared with files, in bytes.
std::uint64_t private_memory(pid_t pid);

}  // namespace cxsam::runtime
