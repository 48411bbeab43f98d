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

Ends take(const std::array<int, 2>& ends) {
  fcntl(ends[0], F_SETFL, O_NONBLOCK);
  return {Descriptor(ends[0]), Descriptor(ends[1])};
}

}  // namespace

Result<Ends> make_socket_pair(int type) {
  std::array<int, 2> ends{};
  if (socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, ends.data()) != 0) return fail("cannot make a socket: " + errno_text(errno));
  return take(ends);
}

Result<Ends> make_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return fail("cannot make a pipe: " + errno_text(errno));
  return take(ends);
}

Task<bool> readable(asio::posix::stream_descriptor& descriptor) {
  boost::system::error_code error;
  const auto kind = asio::posix::stream_descriptor::wait_read;
  co_await descriptor.async_wait(kind, asio::redirect_error(asio::use_awaitable, error));
  co_return !error && descriptor.is_open();
}

}  // namespace cxsam::runtime
