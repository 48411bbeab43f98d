#include "runtime/host.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>

#include "runtime/peer.h"

namespace cxsam::runtime {
Host::Host(const World& world, invoke::Journal& journal, std::shared_ptr<IsolationProbe> probe)
    : world_(world), journal_(journal), farewells_(world), probe_(std::move(probe)) {}

Host::Host(const World& world, invoke::Journal& journal, Isolation isolation)
    : world_(world), journal_(journal), farewells_(world), isolation_(std::move(isolation)) {}

Host::~Host() {
  std::error_code ignored;
  if (!scratch_.empty()) std::filesystem::remove_all(scratch_, ignored);
}

IsolationProbe& Host::probe() {
  if (!probe_) probe_ = std::make_shared<IsolationProbe>(world_);
  return *probe_;
}

const Isolation& Host::presumed_isolation() { return !isolation_ && probe().tries() ? probe().tried() : isolation(); }

const Isolation& Host::isolation() {
  if (!isolation_) isolation_ = probe().finish();
  if (!isolation_->namespaces) {
    note("This machine allows no namespaces" + (isolation_->missing.empty() ? "" : " (" + isolation_->missing + ")") +
         ": functions run from their own folders instead of /var/task, layers are not at /opt, and /tmp is shared.");
  }
  return *isolation_;
}

bool Host::has_overlay() {
  if (!overlay_) overlay_ = try_overlay(isolation());
  return *overlay_;
}

Result<std::shared_ptr<ReaperProcess>> Host::make_reaper() {
  if (auto reaper = probe_ ? probe_->take_reaper() : nullptr) return reaper;
  return ReaperProcess::fork(world_, presumed_isolation());
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
