// The reaper of one sandbox as cxsam has it: a child process with a control socket, on which it is told to start and to kill
// and says what became of it.
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
#include "runtime/reaper.h"

namespace cxsam::runtime {

class ReaperProcess {
 public:
  /// Both are called until close(); `on_end` when the sandbox is gone.
  struct Listener {
    std::function<void(const ReaperReport&)> on_report;
    std::function<void()> on_end;
  };

  /// `programs`: the runtime process first. `plan.control` is made here; the descriptors of `plan` stay the caller's. What is
  /// left to do when the reaper is closed runs in `farewells`, which somebody joins. `cgroup` is the one that it joins, or
  /// null; it stays as long as the reaper.
  static Result<std::shared_ptr<ReaperProcess>> fork(const World& world, TaskGroup& farewells,
                                                     std::span<const ReaperProgram> programs, ReaperPlan plan,
                                                     Listener listener, std::shared_ptr<Cgroup> cgroup = nullptr);

  [[nodiscard]] pid_t pid() const { return process_.pid(); }
  void send(ReaperCommand command);
  /// Kills the reaper itself. In a PID namespace everything ends with it.
  void destroy() { process_.kill(SIGKILL); }
  /// Ends everything, without waiting for it: in a PID namespace by force; else the reaper hears the end of its socket and ends
  /// its children first, for which it has five seconds. `last`: cxsam ends next, and what the kernel does by itself is left
  /// to it.
  void close(bool last);

 private:
  ReaperProcess(const World& world, TaskGroup& farewells, Process process, bool namespaces, Listener listener,
                std::shared_ptr<Cgroup> cgroup)
      : world_(world),
        farewells_(farewells),
        process_(std::move(process)),
        control_(world.loop),
        namespaces_(namespaces),
        listener_(std::move(listener)),
        cgroup_(std::move(cgroup)) {}
  static Task<void> listen(std::shared_ptr<ReaperProcess> self);

  World world_;
  TaskGroup& farewells_;
  Process process_;
  boost::asio::posix::stream_descriptor control_;
  bool namespaces_;
  Listener listener_;
  std::shared_ptr<Cgroup> cgroup_;
  bool closed_ = false;
};

}  // namespace cxsam::runtime
