#include "runtime/reaper_process.h"

#include <linux/sched.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <utility>

#include "loop/within.h"
#include "runtime/descriptors.h"
#include "runtime/processors.h"

namespace cxsam::runtime {
namespace {

constexpr std::chrono::seconds kEndPatience{5};

ForkOptions fork_options(const Isolation& isolation, int control) {
  ForkOptions options;
  if (isolation.namespaces) options.namespaces = CLONE_NEWPID | (isolation.user_namespace ? CLONE_NEWUSER : 0);
  options.keep = {control};
  // Without a PID namespace the reaper must live on to end what it has adopted; it sees cxsam's end on the control socket.
  options.die_with_parent = isolation.namespaces;
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

Result<std::shared_ptr<ReaperProcess>> ReaperProcess::fork(const World& world, const Isolation& isolation) {
  auto control = make_socket_pair(SOCK_SEQPACKET);
  if (!control) return fail(control.error());
  auto memory = PlanMemory::make();
  if (!memory) return fail(memory.error());
  const auto steps = memory->pack(isolation.namespaces ? ground_steps(machine_folders()) : std::vector<SandboxStep>{});
  if (!steps) return fail(steps.error());
  const ReaperGround ground{.namespaces = isolation.namespaces,
                            .user_namespace = isolation.user_namespace,
                            .process_limit = isolation.process_limit,
                            .uid = getuid(),
                            .gid = getgid(),
                            .steps = *steps,
                            .processors = own_processors()};
  const int theirs = control->theirs.get();
  const auto body = [&] { return run_reaper(ground, memory->plan(), theirs); };
  auto process = Process::fork(world.loop, fork_options(isolation, theirs), body);
  if (!process) return fail(process.error());
  begin_elsewhere(process->pid(), ground.processors);
  return std::shared_ptr<ReaperProcess>(
      new ReaperProcess(world, std::move(*process), std::move(control->ours), std::move(*memory), isolation.namespaces));
}

Result<void> ReaperProcess::wait_until_ready() {
  pollfd waiting{control_.native_handle(), POLLIN, 0};
  while (poll(&waiting, 1, -1) < 0 && errno == EINTR) {
  }
  ReaperReport report{};
  if (recv(control_.native_handle(), &report, sizeof report, MSG_DONTWAIT) != sizeof report) return fail("its process ended");
  if (report.kind == ReaperReport::Kind::Ready) return {};
  return fail(errno_text(report.value));
}

Result<void> ReaperProcess::begin(const std::shared_ptr<ReaperProcess>& self, const std::vector<SandboxStep>& steps,
                                  std::span<const ReaperProgram> programs, const ReaperDescriptors& descriptors,
                                  Listener listener, std::shared_ptr<Cgroup> cgroup) {
  const auto packed_steps = self->memory_.pack(steps);
  if (!packed_steps) return fail(packed_steps.error());
  const auto packed_programs = self->memory_.pack(programs);
  if (!packed_programs) return fail(packed_programs.error());
  PackedPlan& plan = self->memory_.plan();
  plan = {*packed_steps, *packed_programs, descriptors};
  std::vector<int> there;
  for (const int* const each : plan.descriptors.all())
    if (*each >= 0) there.push_back(*each);
  const ReaperCommand command{ReaperCommand::Kind::Begin};
  const auto message = std::span(reinterpret_cast<const char*>(&command), sizeof command);
  auto sent = send_with_descriptors(self->control_.native_handle(), message, there);
  if (!sent) return sent;
  self->memory_.give_back();
  self->listener_ = std::move(listener);
  self->cgroup_ = std::move(cgroup);
  spawn(self->world_.loop, "sandbox control", listen(self));
  return {};
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

void ReaperProcess::close(TaskGroup& farewells, bool last) {
  if (std::exchange(closed_, true)) return;
  boost::system::error_code ignored;
  control_.close(ignored);
  if (namespaces_) destroy();
  if (last && namespaces_ && !cgroup_) return process_.leave();
  farewells.spawn("sandbox end", see_off(world_, std::make_shared<Process>(std::move(process_)), std::move(cgroup_)));
}

}  // namespace cxsam::runtime
