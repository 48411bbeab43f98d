// What the functions of one cxsam share.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/result.h"
#include "invoke/journal.h"
#include "loop/task_group.h"
#include "loop/world.h"
#include "runtime/cgroups.h"
#include "runtime/isolation_probe.h"

namespace cxsam::runtime {

/// Shared by all functions of one cxsam: isolation, a scratch folder, the journal, notes that are said once.
class Host {
 public:
  /// `journal` outlives the host. `probe`: one that was begun before, or null. `isolation`: what is to be had, untried.
  Host(const World& world, invoke::Journal& journal, std::shared_ptr<IsolationProbe> probe = nullptr);
  Host(const World& world, invoke::Journal& journal, Isolation isolation);
  /// Removes the scratch folder.
  ~Host();
  Host(const Host&) = delete;
  Host& operator=(const Host&) = delete;

  /// Probes when first asked, and says once what is weaker when there are no namespaces.
  const Isolation& isolation();
  /// The same without waiting for the probe: as long as it tries, what it tries is presumed to be allowed.
  const Isolation& presumed_isolation();
  /// Several layers can be one overlay. Found out when first asked.
  bool has_overlay();
  /// A reaper for a sandbox.
  Result<std::shared_ptr<ReaperProcess>> make_reaper();
  /// Control groups for the instances; null where this machine lets none be made. Found out when first asked.
  Cgroups* cgroups();
  /// Why there are none, or "".
  [[nodiscard]] const std::string& why_no_cgroups() const { return why_no_cgroups_; }
  /// There is one call and nothing beside it: what takes long is done without a thread of its own.
  void serve_one_call() { one_call_ = true; }
  [[nodiscard]] bool serves_one_call() const { return one_call_; }
  /// A private folder that goes with the Host.
  Result<std::filesystem::path> scratch();
  /// Tells a person something, once.
  void note(const std::string& text);
  /// Whether the other end of a connection within this machine is held by a sandbox that is not that of `reaper`.
  [[nodiscard]] bool is_of_another_sandbox(int socket, pid_t reaper) const;
  /// The reapers of the sandboxes that there are.
  [[nodiscard]] std::set<pid_t>& reapers() { return reapers_; }
  /// Where sandboxes that were closed come to their end. Join it before the loop ends: without PID namespaces they need time.
  [[nodiscard]] TaskGroup& farewells() { return farewells_; }
  [[nodiscard]] const World& world() const { return world_; }
  [[nodiscard]] invoke::Journal& journal() { return journal_; }
  /// For LogEvent::instance.
  std::uint32_t next_instance() { return ++instances_; }

 private:
  IsolationProbe& probe();

  World world_;
  invoke::Journal& journal_;
  TaskGroup farewells_;
  std::uint32_t instances_ = 0;
  bool one_call_ = false;
  std::shared_ptr<IsolationProbe> probe_;
  std::optional<Isolation> isolation_;
  std::optional<bool> overlay_;
  std::optional<std::unique_ptr<Cgroups>> cgroups_;
  std::string why_no_cgroups_;
  std::set<pid_t> reapers_;
  std::filesystem::path scratch_;
  std::set<std::string> said_;
};

}  // namespace cxsam::runtime
