// Child processes. Each is waited for through its own pidfd: SIGCHLD and waitpid(-1) would take other parts' children.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <boost/asio/posix/stream_descriptor.hpp>

#include "base/result.h"
#include "loop/task.h"

namespace cxsam {

struct ForkOptions {
  std::uint64_t namespaces = 0;  // CLONE_NEWPID, CLONE_NEWUSER, ...
  std::vector<int> keep;         // descriptors that the child keeps besides 0, 1 and 2
  bool die_with_parent = true;   // SIGKILL when this process ends. It follows the forking thread: fork on the main one only.
                                 // False: a child that ends by itself, left alone also when its Process is destroyed
};

/// The texts as execve() takes them, which must live as long: made before a fork, after which a child must not allocate.
std::vector<char*> text_pointers(std::span<const std::string> texts);

/// A child that runs a function of this program. Killed and waited for when destroyed, if it is to die with its parent.
class Process {
 public:
  /// Runs `body` in a fork; what it returns is the exit code. Signals and the signal mask are reset. Other threads do not
  /// exist in the child, so `body` may only call what is safe in a signal handler: no allocation.
  static Result<Process> fork(Loop& loop, const ForkOptions& options, const std::function<int()>& body);

  Process(Process&&) = default;
  Process& operator=(Process&& other) noexcept;
  ~Process();

  [[nodiscard]] pid_t pid() const { return pid_; }
  void kill(int signal);
  /// Nobody waits for it any more, also not when this is destroyed: for a child that is ending, of a program that ends next.
  void leave();
  /// Waits for the end of the child without blocking the loop. Gives its exit code, 128 + signal when a signal ended it.
  Task<int> wait();

 private:
  Process(pid_t pid, boost::asio::posix::stream_descriptor pidfd, bool dies_with_parent)
      : pid_(pid), pidfd_(std::move(pidfd)), dies_with_parent_(dies_with_parent) {}
  void end();

  pid_t pid_ = 0;
  boost::asio::posix::stream_descriptor pidfd_;
  bool dies_with_parent_;
};

}  // namespace cxsam
