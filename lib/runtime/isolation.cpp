#include "runtime/isolation.h"

#include <fcntl.h>
#include <linux/sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
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

// What the child says; nothing when it cannot mount.
constexpr char kOverlay = 'o';
constexpr char kNoOverlay = 'n';

// In the child.
char try_mounts(bool user_namespace, unsigned int uid, unsigned int gid) {
  if (user_namespace && !map_identity(uid, gid)) return 0;
  const bool mounted =
      mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 && mount("tmpfs", "/var", "tmpfs", 0, "size=1m") == 0 &&
      mount("tmpfs", "/tmp", "tmpfs", 0, "size=1m") == 0 && mount("/usr", "/opt", nullptr, MS_BIND, nullptr) == 0;
  if (!mounted) return 0;
  return mount("overlay", "/opt", "overlay", MS_RDONLY, "lowerdir=/usr:/etc") == 0 ? kOverlay : kNoOverlay;
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

IsolationProbe::IsolationProbe() {
  const bool root = geteuid() == 0;
  begin(!root);
  if (root && child_ == 0) begin(true);
}

void IsolationProbe::begin(bool user_namespace) {
  user_namespace_ = user_namespace;
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) {
    why_not_ = errno_text(errno);
    return;
  }
  answer_ = Descriptor(ends[0]);
  const Descriptor theirs(ends[1]);
  const unsigned int uid = getuid();
  const unsigned int gid = getgid();
  clone_args arguments{};
  arguments.flags = CLONE_NEWPID | CLONE_NEWNS | (user_namespace ? CLONE_NEWUSER : 0);
  arguments.exit_signal = SIGCHLD;
  const long pid = syscall(SYS_clone3, &arguments, sizeof arguments);
  if (pid == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    const char said = try_mounts(user_namespace, uid, gid);
    if (said != 0) {
      [[maybe_unused]] const ssize_t written = write(theirs.get(), &said, 1);
    }
    _exit(0);
  }
  if (pid < 0) why_not_ = errno == ENOSPC ? "the limit of user.max_user_namespaces is reached" : errno_text(errno);
  child_ = pid > 0 ? static_cast<pid_t>(pid) : 0;
}

Result<bool> IsolationProbe::overlay_of_child() {
  if (child_ == 0) return fail(why_not_);
  char said = 0;
  ssize_t size = 0;
  do {
    size = read(answer_.get(), &said, 1);
  } while (size < 0 && errno == EINTR);
  if (size != 1) return fail("mounts are not permitted");
  return said == kOverlay;
}

Isolation IsolationProbe::finish() {
  Result<bool> overlay = overlay_of_child();
  if (!overlay && !user_namespace_) {  // root of a container that may not mount
    reap();
    begin(true);
    overlay = overlay_of_child();
  }
  Isolation isolation;
  isolation.user_namespace = user_namespace_;
  isolation.namespaces = overlay.has_value();
  if (overlay) {
    isolation.overlay = *overlay;
    isolation.process_limit = has_process_limits();
  } else {
    isolation.missing = overlay.error().message;
  }
  return isolation;
}

void IsolationProbe::reap() {
  int status = 0;
  while (child_ > 0 && waitpid(child_, &status, 0) < 0 && errno == EINTR) {
  }
  child_ = 0;
}

}  // namespace cxsam::runtime
