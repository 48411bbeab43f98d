// How much memory the processes of an instance use, from /proc.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <vector>

namespace cxsam::runtime {

/// The processes below `root`, without it.
std::vector<pid_t> processes_below(pid_t root);

/// The peak resident memory of one process so far, in bytes; 0 when it is gone.
std::uint64_t peak_memory(pid_t pid);

/// Resident memory that is not shared with files, in bytes.
std::uint64_t private_memory(pid_t pid);

}  // namespace cxsam::runtime
