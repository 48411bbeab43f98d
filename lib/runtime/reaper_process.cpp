#include "runtime/reaper_process.h"

#include <linux/sched.h>
#include <sys/socket.h>

#include <cerrno>
#include <csignal>
#include <utility>

#include "loop/within.h"
#include "runtime/descriptors.h"

namespace cxsam::runtime {
namespace {

constexpr std::chrono::seconds kEndPatience{5};

ForkOptions fork_options(const ReaperPlan& plan) {
  ForkOptions options;
  if (plan.namespaces) options.namespaces = CLONE_NEWPID | CLONE_NEWNS | (plan.user_namespace ? CLONE_NEWUSER : 0);
  for (const int descriptor : {plan.control, plan.log, plan.extension_log, plan.events, plan.answers, plan.cgroup}) {
    if (descriptor >= 0) options.keep.push_back(descriptor);
  }
  // Without a PID namespace the reaper must live on to end what it has adopted; it sees cxsam's end on the control socket.
  options.die_with_parent = plan.namespaces;
  return options;
}

Task<int> end_of(std::shared_ptr<Process> process) {
  const int code = co_await process->wait();
  co_return code;
}

// The group goes when all that was in it has ended.
Task<void> see_off(World world, std::shared_ptr<Process> process, [[maybe_unused]] std::shared_ptr<Cgroup> cgroup) {
  const std::optional<int> ended = co_await within(world, kEndPatience, end_of(process));
  if (!ended) process->kill(SIGKILL);
}

}  // namespace

Result<std::shared_ptr<ReaperProcess>> ReaperProcess::fork(const World& world, TaskGroup& farewells,
                                                           std::span<const ReaperProgram> programs, ReaperPlan plan,
                                                           Listener listener, std::shared_ptr<Cgroup> cgroup) {
  auto control = make_socket_pair(SOCK_SEQPACKET);
  if (!control) return fail(control.error());
  plan.control = control->theirs.get();
  if (cgroup) plan.cgroup = cgroup->entrance();
  const auto packed = PackedPrograms::pack(programs);
  if (!packed) return fail(packed.error());
  const auto body = [&] { return run_reaper(plan, packed->programs()); };
  auto process = Process::fork(world.loop, fork_options(plan), body);
  if (!process) return fail(process.error());
  std::shared_ptr<ReaperProcess> made(
      new ReaperProcess(world, farewells, std::move(*process), plan.namespaces, std::move(listener), std::move(cgroup)));
  made->control_.assign(control->ours.release());
  spawn(world.loop, "sandbox control", listen(made));
  return made;
}

void ReaperProcess::send(ReaperCommand command) {
  [[maybe_unused]] const ssize_t sent = ::send(control_.native_handle(), &command, sizeof command, MSG_NOSIGNAL | MSG_DONTWAIT);
}

Task<void> ReaperProcess::listen(std::shared_ptr<ReaperProcess> self) {
  while (true) {
    const bool more = co_await readable(self->control_);
    if (!more) break;
    ReaperReport report{};
    const ssize_t size = recv(self->control_.native_handle(), &report, sizeof report, MSG_DONTWAIT);
    if (size < 0 && errno == EAGAIN) continue;
    if (size != sizeof report) break;
    self->listener_.on_report(report);
  }
  if (!self->closed_) self->listener_.on_end();
}

void ReaperProcess::close(bool last) {
  if (std::exchange(closed_, true)) return;
  boost::system::error_code ignored;
  control_.close(ignored);
  if (namespaces_) destroy();
  if (last && namespaces_ && !cgroup_) return process_.leave();
  farewells_.spawn("sandbox end", see_off(world_, std::make_shared<Process>(std::move(process_)), std::move(cgroup_)));
}

}  // namespace cxsam::runtime
