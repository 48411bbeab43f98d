// Whose a connection is: functions share the machine's network, and each has a Runtime API of its own.
#pragma once

#include <sys/types.h>

#include <cstdint>

namespace cxsam::runtime {

/// The number that the other end of a TCP connection within this machine has among the kernel's sockets; 0 when nobody knows.
std::uint32_t peer_inode(int socket);

/// Whether a process below `root` holds the socket of that number.
bool holds_socket(pid_t root, std::uint32_t inode);

}  // namespace cxsam::runtime
