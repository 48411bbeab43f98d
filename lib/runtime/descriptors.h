// Pipes and sockets between cxsam and its sandboxes.
#pragma once

#include <sys/types.h>

#include <span>

#include <boost/asio/posix/stream_descriptor.hpp>

#include "base/descriptor.h"
#include "base/result.h"
#include "loop/task.h"

namespace cxsam::runtime {

/// Both close on exec; ours does not block.
struct Ends {
  Descriptor ours, theirs;
};

/// A pair of connected sockets. `type`: SOCK_STREAM or SOCK_SEQPACKET.
Result<Ends> make_socket_pair(int type);
/// As cxsam sees it.
enum class Flow { In, Out };
/// A pipe that `theirs` is written to (In) or read from (Out).
Result<Ends> make_pipe(Flow flow);

/// Sends a message and the descriptors, which the other end gets as its own. Errors: as sendmsg(), more than eight.
Result<void> send_with_descriptors(int socket, std::span<const char> message, std::span<const int> descriptors);
/// Gives the bytes of the message, 0 at the end of the socket, -1 and errno. As many descriptors as come are filled in; they
/// close on exec. Safe after a fork.
ssize_t receive_with_descriptors(int socket, std::span<char> message, std::span<int> descriptors);

/// Waits until there is something to read. False when `descriptor` was closed or the wait cancelled.
Task<bool> readable(boost::asio::posix::stream_descriptor& descriptor);
/// The same until it takes more.
Task<bool> writable(boost::asio::posix::stream_descriptor& descriptor);

}  // namespace cxsam::runtime
