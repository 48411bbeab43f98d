#include "loop/process.h"

#include <linux/sched.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#ifndef P_PIDFD
#define P_PIDFD 3
#endif

namespace cxsam {
namespace {

namespace asio = boost::asio;

// In the child.
void close_others(const std::vector<int>& keep) {
  unsigned int from = 3;
  for (const int descriptor : keep) {
    const auto kept = static_cast<unsigned int>(descriptor);
    if (kept < from) continue;
    if (kept > from) syscall(SYS_close_range, from, kept - 1, 0U);
    from = kept + 1;
  }
  syscall(SYS_close_range, from, ~0U, 0U);
}

// In the child.
void reset_signals() {
  for (int signal = 1; signal < NSIG; ++signal) ::signal(signal, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
}

std::string why_not(std::uint64_t namespaces, int error) {
  if (namespaces != 0 && error == ENOSPC) return "the limit of user.max_user_namespaces is reached";
  return "cannot start a process: " + errno_text(error);
}

}  // namespace

Result<Process> Process::fork(Loop& loop, const ForkOptions& options, const std::function<int()>& body) {
  std::vector<int> keep = options.keep;
  std::ranges::sort(keep);
  int pidfd = -1;
  // Not clone3(2), of which containers say that there is none: their filters cannot look at its flags.
  const long pid = syscall(SYS_clone, CLONE_PIDFD | options.namespaces | SIGCHLD, nullptr, &pidfd, nullptr, nullptr);
  if (pid < 0) return fail(why_not(options.namespaces, errno));
  if (pid == 0) {
    if (options.die_with_parent) prctl(PR_SET_PDEATHSIG, SIGKILL);
    reset_signals();
    close_others(keep);
    _exit(body());
  }
  return Process(static_cast<pid_t>(pid), asio::posix::stream_descriptor(loop, pidfd), options.die_with_parent);
}

std::vector<char*> text_pointers(std::span<const std::string> texts) {
  std::vector<char*> list;
  for (const std::string& text : texts) list.push_back(const_cast<char*>(text.c_str()));
  list.push_back(nullptr);
  return list;
}

Process& Process::operator=(Process&& other) noexcept {
  end();
  pid_ = std::exchange(other.pid_, 0);
  pidfd_ = std::move(other.pidfd_);
  dies_with_parent_ = other.dies_with_parent_;
  return *this;
}

Process::~Process() { end(); }

void Process::end() {
  if (!pidfd_.is_open()) return;
  if (dies_with_parent_) kill(SIGKILL);
  siginfo_t info{};
  const int how = dies_with_parent_ ? WEXITED : WEXITED | WNOHANG;
  while (waitid(static_cast<idtype_t>(P_PIDFD), static_cast<id_t>(pidfd_.native_handle()), &info, how) < 0 && errno == EINTR) {
  }
  boost::system::error_code ignored;
  pidfd_.close(ignored);
}

void Process::kill(int signal) { syscall(SYS_pidfd_send_signal, pidfd_.native_handle(), signal, nullptr, 0U); }

void Process::leave() {
  boost::system::error_code ignored;
  pidfd_.close(ignored);
}

Task<int> Process::wait() {
  boost::system::error_code error;
  const auto readable = asio::posix::stream_descriptor::wait_read;
  co_await pidfd_.async_wait(readable, asio::redirect_error(asio::use_awaitable, error));
  siginfo_t info{};  // end() reaps the child
  waitid(static_cast<idtype_t>(P_PIDFD), static_cast<id_t>(pidfd_.native_handle()), &info, WEXITED | WNOHANG | WNOWAIT);
  co_return info.si_code == CLD_EXITED ? info.si_status : 128 + info.si_status;
}

}  // namespace cxsam
