#include "system/keeper.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace cxsam::system {
namespace {

/// Without those that are ignored: `nohup` means the program, too.
sigset_t ending_signals() {
  sigset_t set;
  ::sigemptyset(&set);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP, SIGQUIT}) {
    struct sigaction action {};
    if (::sigaction(signal, nullptr, &action) == 0 && action.sa_handler != SIG_IGN) ::sigaddset(&set, signal);
  }
  return set;
}

[[noreturn]] void become(const Start& start, int out, int err, int failure) {
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  ::signal(SIGPIPE, SIG_DFL);
  const int nothing = ::open("/dev/null", O_RDONLY);
  const bool ready = nothing >= 0 && ::dup2(nothing, STDIN_FILENO) >= 0 && ::dup2(out, STDOUT_FILENO) >= 0 &&
                     ::dup2(err, STDERR_FILENO) >= 0 && (start.folder.empty() || ::chdir(start.folder.c_str()) == 0);
  if (ready) ::execve(start.program.c_str(), start.argv.data(), start.envp.data());
  const int code = errno;
  [[maybe_unused]] const ssize_t told = ::write(failure, &code, sizeof code);
  ::_exit(127);
}

void kill_children() {
  std::array<char, 4096> text;
  const int list = ::open("/proc/thread-self/children", O_RDONLY | O_CLOEXEC);
  const ssize_t size = list < 0 ? 0 : ::read(list, text.data(), text.size());
  ::close(list);
  pid_t pid = 0;
  for (ssize_t i = 0; i < size; ++i) {
    if (text[static_cast<std::size_t>(i)] != ' ') {
      pid = pid * 10 + (text[static_cast<std::size_t>(i)] - '0');
      continue;
    }
    ::kill(pid, SIGKILL);
    pid = 0;
  }
}

/// The program gets a second to end in its own way. Then everything is killed: whoever loses its parent becomes the
/// keeper's child, so that no descendant is out of reach.
void end_all(pid_t program) {
  ::kill(program, SIGTERM);
  sigset_t child;
  ::sigemptyset(&child);
  ::sigaddset(&child, SIGCHLD);
  const timespec moment{0, 10'000'000};
  for (int wait = 0; wait < 100 && ::waitpid(program, nullptr, WNOHANG) == 0; ++wait) ::sigtimedwait(&child, nullptr, &moment);
  for (int round = 0; round < 500; ++round) {
    kill_children();
    pid_t ended = 0;
    while ((ended = ::waitpid(-1, nullptr, WNOHANG)) > 0) {
    }
    if (ended < 0) return;
    ::sigtimedwait(&child, nullptr, &moment);
  }
}

}  // namespace

void keep(const Start& start, int out, int err, int failure) {
  sigset_t watched = ending_signals();
  ::sigaddset(&watched, SIGCHLD);
  ::sigprocmask(SIG_SETMASK, &watched, nullptr);
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (::getppid() != start.parent) ::_exit(127);  // the parent died before the line above
  ::prctl(PR_SET_CHILD_SUBREAPER, 1);
  const pid_t program = ::fork();
  if (program == 0) become(start, out, err, failure);
  if (program < 0) {
    const int code = errno;
    [[maybe_unused]] const ssize_t told = ::write(failure, &code, sizeof code);
    ::_exit(127);
  }
  ::syscall(SYS_close_range, 3U, ~0U, 0U);
  while (true) {
    const int signal = ::sigwaitinfo(&watched, nullptr);
    if (signal < 0) continue;
    if (signal != SIGCHLD) {
      end_all(program);
      ::_exit(128 + signal);
    }
    int status = 0;
    pid_t ended = 0;
    while ((ended = ::waitpid(-1, &status, WNOHANG)) > 0)
      if (ended == program) ::_exit(WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status));
  }
}

}  // namespace cxsam::system
