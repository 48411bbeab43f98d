#include "runtime/descriptors.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace cxsam::runtime {
namespace {

namespace asio = boost::asio;

Ends take(int ours, int theirs) {
  fcntl(ours, F_SETFL, O_NONBLOCK);
  return {Descriptor(ours), Descriptor(theirs)};
}

Task<bool> ready(asio::posix::stream_descriptor& descriptor, asio::posix::stream_descriptor::wait_type kind) {
  boost::system::error_code error;
  co_await descriptor.async_wait(kind, asio::redirect_error(asio::use_awaitable, error));
  co_return !error && descriptor.is_open();
}

}  // namespace

Result<Ends> make_socket_pair(int type) {
  std::array<int, 2> ends{};
  if (socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, ends.data()) != 0) return fail("cannot make a socket: " + errno_text(errno));
  return take(ends[0], ends[1]);
}

Result<Ends> make_pipe(Flow flow) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return fail("cannot make a pipe: " + errno_text(errno));
  return flow == Flow::In ? take(ends[0], ends[1]) : take(ends[1], ends[0]);
}

Task<bool> readable(asio::posix::stream_descriptor& descriptor) {
  return ready(descriptor, asio::posix::stream_descriptor::wait_read);
}

Task<bool> writable(asio::posix::stream_descriptor& descriptor) {
  return ready(descriptor, asio::posix::stream_descriptor::wait_write);
}

}  // namespace cxsam::runtime
