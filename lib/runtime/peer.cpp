#include "runtime/peer.h"

#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>
#include <string>

#include "base/descriptor.h"
#include "runtime/memory.h"

namespace cxsam::runtime {
namespace {

struct Question {
  nlmsghdr head;
  inet_diag_req_v2 about;
};

struct Answer {
  nlmsghdr head;
  inet_diag_msg found;
};

Question question_about(const sockaddr_in& theirs, const sockaddr_in& ours) {
  Question question{};
  question.head.nlmsg_len = sizeof question;
  question.head.nlmsg_type = SOCK_DIAG_BY_FAMILY;
  question.head.nlmsg_flags = NLM_F_REQUEST;
  question.about.sdiag_family = AF_INET;
  question.about.sdiag_protocol = IPPROTO_TCP;
  question.about.idiag_states = ~0U;
  question.about.id.idiag_sport = theirs.sin_port;
  question.about.id.idiag_dport = ours.sin_port;
  question.about.id.idiag_src[0] = theirs.sin_addr.s_addr;
  question.about.id.idiag_dst[0] = ours.sin_addr.s_addr;
  question.about.id.idiag_cookie[0] = INET_DIAG_NOCOOKIE;
  question.about.id.idiag_cookie[1] = INET_DIAG_NOCOOKIE;
  return question;
}

bool holds(pid_t process, const std::string& name) {
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/" + std::to_string(process) + "/fd", error)) {
    std::error_code ignored;
    if (std::filesystem::read_symlink(entry.path(), ignored) == name) return true;
  }
  return false;
}

}  // namespace

std::uint32_t peer_inode(int socket) {
  sockaddr_in theirs{};
  sockaddr_in ours{};
  socklen_t their_size = sizeof theirs;
  socklen_t our_size = sizeof ours;
  if (getpeername(socket, reinterpret_cast<sockaddr*>(&theirs), &their_size) != 0 ||
      getsockname(socket, reinterpret_cast<sockaddr*>(&ours), &our_size) != 0)
    return 0;
  const Descriptor kernel(::socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_SOCK_DIAG));
  const Question question = question_about(theirs, ours);
  if (!kernel.valid() || send(kernel.get(), &question, sizeof question, 0) != static_cast<ssize_t>(sizeof question)) return 0;
  alignas(nlmsghdr) std::array<char, 4096> buffer{};
  const ssize_t size = recv(kernel.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);  // the kernel has answered within send()
  Answer answer{};
  if (size < static_cast<ssize_t>(sizeof answer)) return 0;
  std::memcpy(&answer, buffer.data(), sizeof answer);
  return answer.head.nlmsg_type == SOCK_DIAG_BY_FAMILY ? answer.found.idiag_inode : 0;
}

bool holds_socket(pid_t root, std::uint32_t inode) {
  const std::string name = "socket:[" + std::to_string(inode) + "]";
  return std::ranges::any_of(processes_below(root), [&](pid_t process) { return holds(process, name); });
}

}  // namespace cxsam::runtime
