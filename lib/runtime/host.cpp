#include "runtime/host.h"

#include <linux/sched.h>
#include <sys/mount.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>

#include "runtime/peer.h"
#include "runtime/reaper.h"
#include "runtime/sandbox_steps.h"

namespace cxsam::runtime {
namespace {

enum ProbeResult : int { kOverlay = 0, kNoOverlay = 1, kNoMounts = 2 };

// In the child.
int try_mounts(bool user_namespace, unsigned int uid, unsigned int gid) {
  if (user_namespace && !map_identity(uid, gid)) return kNoMounts;
  const bool mounted =
      mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 && mount("tmpfs", "/var", "tmpfs", 0, "size=1m") == 0 &&
      mount("tmpfs", "/tmp", "tmpfs", 0, "size=1m") == 0 && mount("/usr", "/opt", nullptr, MS_BIND, nullptr) == 0;
  if (!mounted) return kNoMounts;
  return mount("overlay", "/opt", "overlay", MS_RDONLY, "lowerdir=/usr:/etc") == 0 ? kOverlay : kNoOverlay;
}

// errno when there cannot be such namespaces, else the child's answer.
Result<int> try_namespaces(bool user_namespace) {
  const unsigned int uid = getuid();
  const unsigned int gid = getgid();
  clone_args arguments{};
  arguments.flags = CLONE_NEWPID | CLONE_NEWNS | (user_namespace ? CLONE_NEWUSER : 0);
  arguments.exit_signal = SIGCHLD;
  const long pid = syscall(SYS_clone3, &arguments, sizeof arguments);
  if (pid == 0) _exit(try_mounts(user_namespace, uid, gid));
  if (pid < 0) return fail(errno == ENOSPC ? "the limit of user.max_user_namespaces is reached" : errno_text(errno));
  int status = 0;
  while (waitpid(static_cast<pid_t>(pid), &status, 0) < 0 && errno == EINTR) {
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status) == kNoMounts) return fail("mounts are not permitted");
  return WEXITSTATUS(status);
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

Isolation probe_isolation() {
  Isolation isolation;
  Result<int> tried = fail("");
  if (geteuid() == 0) tried = try_namespaces(false);
  if (!tried) {
    isolation.user_namespace = true;
    tried = try_namespaces(true);
  }
  isolation.namespaces = tried.has_value();
  if (tried) {
    isolation.overlay = *tried == kOverlay;
    isolation.process_limit = has_process_limits();
  } else {
    isolation.missing = tried.error().message;
  }
  return isolation;
}

Host::Host(const World& world, invoke::Journal& journal, Isolation isolation)
    : world_(world), journal_(journal), farewells_(world), probed_(true), isolation_(std::move(isolation)) {}

Host::~Host() {
  std::error_code ignored;
  if (!scratch_.empty()) std::filesystem::remove_all(scratch_, ignored);
}

const Isolation& Host::isolation() {
  if (!probed_) {
    isolation_ = probe_isolation();
    probed_ = true;
  }
  if (!isolation_.namespaces) {
    note("This machine allows no namespaces" + (isolation_.missing.empty() ? "" : " (" + isolation_.missing + ")") +
         ": functions run from their own folders instead of /var/task, layers are not at /opt, and /tmp is shared.");
  }
  return isolation_;
}

Cgroups* Host::cgroups() {
  if (!cgroups_) {
    auto claimed = Cgroups::claim("/sys/fs/cgroup", {"memory", "pids", "cpu"});
    cgroups_.emplace(claimed ? std::move(*claimed) : nullptr);
    if (!claimed) why_no_cgroups_ = claimed.error().message;
  }
  return cgroups_->get();
}

// The own sandbox is looked at first: the others count only where a stranger comes.
bool Host::is_of_another_sandbox(int socket, pid_t reaper) const {
  if (reapers_.size() < 2) return false;
  const std::uint32_t inode = peer_inode(socket);
  if (inode == 0 || holds_socket(reaper, inode)) return false;
  return std::ranges::any_of(reapers_, [&](pid_t other) { return other != reaper && holds_socket(other, inode); });
}

Result<std::filesystem::path> Host::scratch() {
  if (!scratch_.empty()) return scratch_;
  std::error_code error;
  std::string name = (std::filesystem::temp_directory_path(error) / "cxsam-XXXXXX").string();
  if (error || mkdtemp(name.data()) == nullptr) return fail("cannot make a folder for temporary files: " + errno_text(errno));
  scratch_ = name;
  return scratch_;
}

void Host::note(const std::string& text) {
  if (!said_.insert(text).second) return;
  journal_.record({.time = world_.clock.wall(), .what = invoke::LogEvent::Note{.text = text}});
}

}  // namespace cxsam::runtime
