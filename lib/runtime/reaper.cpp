#include "runtime/reaper.h"

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <utility>

#include "runtime/after_fork.h"
#include "runtime/descriptors.h"
#include "runtime/processors.h"

extern "C" char end;  // of the program's own memory, which the linker says

namespace cxsam::runtime {
namespace {

using Kind = ReaperReport::Kind;

// As on Lambda. Source: AWS Lambda developer guide, "Lambda quotas": file descriptors, processes and threads.
constexpr int kMaxFiles = 1024;
constexpr int kMaxProcesses = 1024;
constexpr int kNotStarted = 127;
constexpr const char* kPidMax = "1324";  // of them 300 are for the system alone, once ids have come round

void report(int control, Kind kind, int value, int step, int program, std::int64_t peak_kib) {
  const ReaperReport said{kind, value, step, program, peak_kib};
  [[maybe_unused]] const ssize_t sent = send(control, &said, sizeof said, MSG_NOSIGNAL);
}

/// The step that failed, or none.
struct Taken {
  std::size_t step = 0;
  int error = 0;
};

Taken take_steps(std::span<const PackedStep> steps) {
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const int error = take_step(steps[i]);
    if (error != 0 && !steps[i].optional) return {i, error};
  }
  return {};
}

// 0 or errno. What passes a clone on without its namespaces (a tool that looks on, a kernel played by another) must not have
// the machine's own mounts changed, and all of its processes killed in the end.
int lay_ground(const ReaperGround& ground) {
  if (!ground.namespaces) return prctl(PR_SET_CHILD_SUBREAPER, 1) == 0 ? 0 : errno;
  if (getpid() != 1) return EPERM;
  if (ground.user_namespace && !map_identity(ground.uid, ground.gid)) return errno;
  // Here, since cxsam need not wait until all mounts are copied.
  if (unshare(CLONE_NEWNS) != 0) return errno;
  return take_steps(ground.steps).error;
}

// The same file at a place that the frame channel does not take.
int out_of_the_way(int descriptor) {
  return descriptor > kAnswerDescriptor ? descriptor : fcntl(descriptor, F_DUPFD_CLOEXEC, kAnswerDescriptor + 1);
}

/// A program that is about to be started.
struct Start {
  const ReaperGround& ground;
  const ReaperDescriptors& descriptors;
  int control;
  std::size_t program;
  const PackedProgram& packed;
};

// In the process of a program, before exec; what it returns is the exit code. It has the memory of the reaper, which waits.
int become(void* argument) {
  const auto& [ground, descriptors, to_reaper, program, packed] = *static_cast<const Start*>(argument);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  setpgid(0, 0);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  const rlimit files{kMaxFiles, kMaxFiles};
  setrlimit(RLIMIT_NOFILE, &files);
  if (ground.user_namespace) {  // where a user's processes are counted apart; the machine's root has no such limit
    const rlimit processes{kMaxProcesses, kMaxProcesses};
    setrlimit(RLIMIT_NPROC, &processes);
  }
  const rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);

  const int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
  dup2(null, STDIN_FILENO);
  const int log = program == 0 ? descriptors.log : descriptors.extension_log;
  dup2(log, STDOUT_FILENO);
  dup2(log, STDERR_FILENO);
  int control = to_reaper;
  if (descriptors.events >= 0 && program == 0) {
    const int events = out_of_the_way(descriptors.events);
    const int answers = out_of_the_way(descriptors.answers);
    control = out_of_the_way(control);
    dup2(events, kEventDescriptor);
    dup2(answers, kAnswerDescriptor);
  }
  if (chdir(packed.folder) == 0) execve(packed.arguments[0], packed.arguments, packed.environment);
  report(control, Kind::StartFailed, errno, 0, static_cast<int>(program), 0);
  return kNotStarted;
}

// A copy of this process's memory would take as long to make and to drop as the rest of a start, and nothing of it is needed.
pid_t start_process(Start start) {
  alignas(16) static std::array<char, std::size_t{32} << 10U> stack;
  return clone(become, stack.data() + stack.size(), CLONE_VM | CLONE_VFORK | SIGCHLD, &start);
}

// Children of this process, adopted ones included, as the kernel lists them; at most as many as fit.
std::size_t list_children(std::array<pid_t, 64>& children) {
  const int file = open("/proc/thread-self/children", O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  std::array<char, 1024> text{};
  const ssize_t size = read(file, text.data(), text.size());
  close(file);
  std::size_t count = 0;
  pid_t pid = 0;
  for (ssize_t i = 0; i < size && count < children.size(); ++i) {
    if (text[static_cast<std::size_t>(i)] == ' ') {
      children[count++] = pid;
      pid = 0;
    } else {
      pid = pid * 10 + (text[static_cast<std::size_t>(i)] - '0');
    }
  }
  return count;
}

// A processor that sleeps takes 0.1 ms and more to wake up on a virtual machine, and cxsam is about to say what to do. A turn
// takes about a microsecond, and lets others have the processor.
void stay_awake_for(int control) {
  constexpr int kTurns = 500;
  pollfd waiting{control, POLLIN, 0};
  for (int i = 0; i < kTurns && poll(&waiting, 1, 0) == 0; ++i) sched_yield();
}

// Pages of cxsam that this process has as they were: each that cxsam changes later would be there twice. From now on nothing
// here reads them. Between the end of the program and its heap is nothing.
void give_back_heap() {
  constexpr std::uintptr_t kPage = 4096;
  const auto begin = (reinterpret_cast<std::uintptr_t>(&end) + kPage - 1) / kPage * kPage;
  const auto behind = reinterpret_cast<std::uintptr_t>(sbrk(0));
  const auto thread = reinterpret_cast<std::uintptr_t>(__builtin_thread_pointer());  // in the heap of a wholly static program
  const bool needed = thread >= begin && thread < behind;
  if (behind > begin && !needed) madvise(reinterpret_cast<void*>(begin), behind - begin, MADV_DONTNEED);
}

class Reaper {
 public:
  Reaper(const ReaperGround& ground, const PackedPlan& plan, int control, int signals)
      : ground_(ground), plan_(plan), control_(control), signals_(signals) {}

  // Whether there is something to run.
  bool begin() {
    if (!take_descriptors()) return false;
    take_back(ground_.processors);
    if (descriptors_.cgroup >= 0) {
      [[maybe_unused]] const ssize_t joined = write(descriptors_.cgroup, "0", 1);
      close(descriptors_.cgroup);
    }
    const Taken taken = take_steps(plan_.steps);
    if (taken.error != 0) report(control_, Kind::SetupFailed, taken.error, static_cast<int>(taken.step), 0, 0);
    return taken.error == 0;
  }

  int run() {
    while (true) {
      std::array<pollfd, 2> waiting{pollfd{control_, POLLIN, 0}, pollfd{signals_, POLLIN, 0}};
      if (poll(waiting.data(), waiting.size(), -1) < 0) continue;
      if (waiting[1].revents != 0) {
        signalfd_siginfo info{};
        [[maybe_unused]] const ssize_t size = read(signals_, &info, sizeof info);
        reap();
      }
      if (waiting[0].revents == 0) continue;
      ReaperCommand command{};
      if (read(control_, &command, sizeof command) != sizeof command) {
        kill_all();
        return 0;
      }
      if (command.program < plan_.programs.size()) follow(command);
    }
  }

 private:
  // The plan names them as cxsam has them; here they have other numbers.
  bool take_descriptors() {
    ReaperCommand command{};
    const auto all = descriptors_.all();
    std::array<int, std::tuple_size_v<decltype(all)>> taken{};
    if (receive_with_descriptors(control_, {reinterpret_cast<char*>(&command), sizeof command}, taken) <= 0) return false;
    descriptors_ = plan_.descriptors;
    std::size_t next = 0;
    for (int* const each : all)
      if (*each >= 0) *each = taken[next++];
    return true;
  }

  void follow(ReaperCommand command) {
    using Order = ReaperCommand::Kind;
    if (command.kind == Order::KillAll) kill_all();
    if (command.kind == Order::Start) start(command.program);
    const pid_t pid = pids_[command.program];
    if (pid == 0) return;
    // Each program leads a process group of its own.
    if (command.kind == Order::Terminate) kill(-pid, SIGTERM);
    if (command.kind == Order::Kill) kill(-pid, SIGKILL);
  }

  void start(std::size_t program) {
    if (program == 0) {
      drain();
      peak_kib_ = 0;
    }
    const pid_t pid = start_process({ground_, descriptors_, control_, program, plan_.programs[program]});
    if (pid < 0) return report(control_, Kind::StartFailed, errno, 0, static_cast<int>(program), 0);
    pids_[program] = pid;
    if (!std::exchange(is_limited_, true)) limit_processes();
  }

  // Once a program runs, which need not wait for it: it takes longer to load than this.
  void limit_processes() const {
    if (ground_.namespaces && ground_.process_limit) write_text("/proc/sys/kernel/pid_max", kPidMax);
  }

  // Collects what has ended. When no program is left, their leftovers end with the last.
  void reap() {
    int status = 0;
    rusage usage{};
    pid_t pid = 0;
    while ((pid = wait4(-1, &status, WNOHANG, &usage)) > 0) note(pid, status, usage);
  }

  void note(pid_t pid, int status, const rusage& usage) {
    peak_kib_ = std::max<std::int64_t>(peak_kib_, usage.ru_maxrss);
    const auto found = std::find(pids_.begin(), pids_.end(), pid);
    if (found == pids_.end()) return;
    *found = 0;
    if (std::all_of(pids_.begin(), pids_.end(), [](pid_t one) { return one == 0; })) kill_all();
    report(control_, Kind::Exited, status, 0, static_cast<int>(found - pids_.begin()), peak_kib_);
  }

  void kill_all() {
    while (signal_all()) {
      int status = 0;
      rusage usage{};
      const pid_t pid = wait4(-1, &status, 0, &usage);
      if (pid > 0) note(pid, status, usage);
      if (pid < 0 && errno == ECHILD) break;
    }
  }

  // True while there is something to wait for.
  bool signal_all() {
    if (ground_.namespaces) return kill(-1, SIGKILL) == 0 || errno != ESRCH;
    std::array<pid_t, 64> children{};
    const std::size_t count = list_children(children);
    for (std::size_t i = 0; i < count; ++i) kill(children[i], SIGKILL);
    return count > 0;
  }

  // What the last process did not read must not reach the next one.
  void drain() {
    if (descriptors_.events < 0) return;
    std::array<char, 4096> dropped{};
    int there = 0;
    while (ioctl(descriptors_.events, FIONREAD, &there) == 0 && there > 0) {
      if (read(descriptors_.events, dropped.data(), dropped.size()) <= 0) return;
    }
  }

  const ReaperGround& ground_;
  const PackedPlan& plan_;
  int control_;
  int signals_;
  ReaperDescriptors descriptors_;
  std::array<pid_t, kMaxPrograms> pids_{};  // by program; 0 when it does not run
  std::int64_t peak_kib_ = 0;
  bool is_limited_ = false;
};

}  // namespace

int run_reaper(const ReaperGround& ground, const PackedPlan& plan, int control) {
  leave_terminal();
  sigset_t child;
  sigemptyset(&child);
  sigaddset(&child, SIGCHLD);
  sigprocmask(SIG_BLOCK, &child, nullptr);
  const int signals = signalfd(-1, &child, SFD_CLOEXEC);
  const int error = lay_ground(ground);
  report(control, error == 0 ? Kind::Ready : Kind::GroundFailed, error, 0, 0, 0);
  if (error != 0) return 1;
  give_back_heap();
  stay_awake_for(control);
  Reaper reaper(ground, plan, control, signals);
  return reaper.begin() ? reaper.run() : 1;
}

}  // namespace cxsam::runtime
