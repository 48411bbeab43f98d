// The reaper of one sandbox as cxsam has it: a child process with a control socket, on which it is told what to do and says
// what became of it.
#pragma once

#include <csignal>
#include <functional>
#include <memory>
#include <span>

#include <boost/asio/posix/stream_descriptor.hpp>

#include "base/result.h"
#include "loop/process.h"
#include "loop/task_group.h"
#include "loop/world.h"
#include "runtime/cgroups.h"
#include "runtime/isolation.h"
#include "runtime/reaper.h"

namespace cxsam::runtime {

class ReaperProcess {
 public:
  /// Both are called until close(); `on_end` when the sandbox is gone.
  struct Listener {
    std::function<void(const ReaperReport&)> on_report;
    std::function<void()> on_end;
  };

  /// One that lays the ground of a sandbox with such namespaces, and waits for begin(). On the main thread only.
  static Result<std::shared_ptr<ReaperProcess>> fork(const World& world, const Isolation& isolation);

  /// Waits until its ground is laid, without the loop and before begin(). Errors: this machine does not allow it.
  Result<void> wait_until_ready();

  /// What it is for; `programs`: the runtime process first. The descriptors stay the caller's. `cgroup` is the one that
  /// `descriptors` lead into, or null; it stays as long as the reaper.
  static Result<void> begin(const std::shared_ptr<ReaperProcess>& self, const std::vector<SandboxStep>& steps,
                            std::span<const ReaperProgram> programs, const ReaperDescriptors& descriptors, Listener listener,
                            std::shared_ptr<Cgroup> cgroup = nullptr);

  [[nodiscard]] pid_t pid() const { return process_.pid(); }
  void send(ReaperCommand command);
  /// Kills the reaper itself. In a PID namespace everything ends with it.
  void destroy() { process_.kill(SIGKILL); }
  /// Ends everything, without waiting for it: in a PID namespace by force; else the reaper hears the end of its socket and ends
  /// its children first, for which it has five seconds. What is left to do runs in `farewells`, which somebody joins. `last`:
  /// cxsam ends next, and what the kernel does by itself is left to it.
  void close(TaskGroup& farewells, bool last);

 private:
  ReaperProcess(const World& world, Process process, Descriptor control, PlanMemory memory, bool namespaces)
      : world_(world),
        process_(std::move(process)),
        control_(world.loop, control.release()),
        memory_(std::move(memory)),
        namespaces_(namespaces) {}
  static Task<void> listen(std::shared_ptr<ReaperProcess> self);

  World world_;
  Process process_;
  boost::asio::posix::stream_descriptor control_;
  PlanMemory memory_;
  bool namespaces_;
  Listener listener_;
  std::shared_ptr<Cgroup> cgroup_;
  bool closed_ = false;
};

}  // namespace cxsam::runtime
