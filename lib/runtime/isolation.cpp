#include "runtime/isolation.h"

#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>

#include "runtime/after_fork.h"

namespace cxsam::runtime {
namespace {

/// What the child finds out, in memory that it shares.
struct Trial {
  bool user_namespace;
  unsigned int uid, gid;
  bool mounted = false;
};

// In the child; what it returns is the exit code.
int mount_overlay(void* argument) {
  Trial& trial = *static_cast<Trial*>(argument);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (trial.user_namespace && !map_identity(trial.uid, trial.gid)) return 0;
  trial.mounted = mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
                  mount("overlay", "/opt", "overlay", MS_RDONLY, "lowerdir=/usr:/etc") == 0;
  return 0;
}

// Since Linux 6.14; before, a namespace's limit is the machine's.
bool has_process_limits() {
  utsname system{};
  int major = 0;
  int minor = 0;
  constexpr int kSinceMajor = 6;
  constexpr int kSinceMinor = 14;
  if (uname(&system) != 0 || std::sscanf(system.release, "%d.%d", &major, &minor) != 2) return false;
  return major > kSinceMajor || (major == kSinceMajor && minor >= kSinceMinor);
}

}  // namespace

Isolation full_isolation(bool user_namespace) {
  return {.namespaces = true, .user_namespace = user_namespace, .process_limit = has_process_limits(), .missing = {}};
}

bool try_overlay(const Isolation& isolation) {
  if (!isolation.namespaces) return false;
  Trial trial{.user_namespace = isolation.user_namespace, .uid = getuid(), .gid = getgid()};
  alignas(16) std::array<char, std::size_t{32} << 10U> stack;
  const int namespaces = CLONE_NEWNS | (isolation.user_namespace ? CLONE_NEWUSER : 0);
  const int flags = CLONE_VM | CLONE_VFORK | namespaces | SIGCHLD;
  const pid_t child = clone(mount_overlay, stack.data() + stack.size(), flags, &trial);
  int status = 0;
  while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return trial.mounted;
}

}  // namespace cxsam::runtime
