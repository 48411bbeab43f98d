#include "runtime/descriptors.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace cxsam::runtime {
namespace {

namespace asio = boost::asio;

constexpr std::size_t kMostDescriptors = 8;
constexpr std::size_t kRightsBytes = CMSG_SPACE(kMostDescriptors * sizeof(int));

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

Result<void> send_with_descriptors(int socket, std::span<const char> message, std::span<const int> descriptors) {
  if (descriptors.size() > kMostDescriptors) return fail("too many descriptors for one message");
  iovec text{const_cast<char*>(message.data()), message.size()};
  alignas(cmsghdr) std::array<char, kRightsBytes> rights{};
  msghdr header{};
  header.msg_iov = &text;
  header.msg_iovlen = 1;
  header.msg_control = rights.data();
  header.msg_controllen = CMSG_SPACE(descriptors.size_bytes());
  cmsghdr* const first = CMSG_FIRSTHDR(&header);
  first->cmsg_level = SOL_SOCKET;
  first->cmsg_type = SCM_RIGHTS;
  first->cmsg_len = CMSG_LEN(descriptors.size_bytes());
  std::memcpy(CMSG_DATA(first), descriptors.data(), descriptors.size_bytes());
  if (sendmsg(socket, &header, MSG_NOSIGNAL) < 0) return fail("cannot talk to a process: " + errno_text(errno));
  return {};
}

ssize_t receive_with_descriptors(int socket, std::span<char> message, std::span<int> descriptors) {
  iovec text{message.data(), message.size()};
  alignas(cmsghdr) std::array<char, kRightsBytes> rights{};
  msghdr header{};
  header.msg_iov = &text;
  header.msg_iovlen = 1;
  header.msg_control = rights.data();
  header.msg_controllen = rights.size();
  const ssize_t size = recvmsg(socket, &header, MSG_CMSG_CLOEXEC);
  const cmsghdr* const first = size > 0 ? CMSG_FIRSTHDR(&header) : nullptr;
  if (first != nullptr)
    std::memcpy(descriptors.data(), CMSG_DATA(first), std::min(descriptors.size_bytes(), first->cmsg_len - CMSG_LEN(0)));
  return size;
}

Task<bool> readable(asio::posix::stream_descriptor& descriptor) {
  return ready(descriptor, asio::posix::stream_descriptor::wait_read);
}

Task<bool> writable(asio::posix::stream_descriptor& descriptor) {
  return ready(descriptor, asio::posix::stream_descriptor::wait_write);
}

}  // namespace cxsam::runtime
