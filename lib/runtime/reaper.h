// The first process of every function instance: a fork of cxsam that sets up the sandbox, starts the runtime process and the
// extensions beside it, reaps what they leave behind, and kills all of it on command or when cxsam is gone. In a PID namespace
// it is process 1, and the kernel ends everything with it; without one it adopts orphans (a child subreaper) and hunts them
// down itself. It outlives the runtime process, so that /tmp of an instance survives a timeout as on Lambda.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "runtime/packed_programs.h"
#include "runtime/sandbox_steps.h"

namespace cxsam::runtime {

/// The runtime process and at most ten extensions.
inline constexpr std::size_t kMaxPrograms = 11;

/// Everything the child needs, laid out before the fork: it may not allocate.
struct ReaperPlan {
  std::vector<SandboxStep> steps;  // empty: no namespaces
  bool namespaces = false;
  bool process_limit = false;     // of the PID namespace
  unsigned int uid = 0, gid = 0;  // outside, for the user namespace
  bool user_namespace = false;
  int control = -1;        // stream socket: commands in, reports out; its end is the end of cxsam
  int log = -1;            // standard output and error of the runtime process
  int extension_log = -1;  // and of the extensions
  int cgroup = -1;         // entrance of the control group that all of it joins; -1: none
  int events = -1;         // become descriptors 3 and 4 of the runtime process; -1: none
  int answers = -1;
};

/// KillAll is for whatever runs; the others are for one program, by its place in the plan.
struct ReaperCommand {
  enum class Kind : char { Start = 'S', Terminate = 'T', Kill = 'K', KillAll = 'A' } kind;
  std::uint8_t program = 0;
};

/// What the child says on the control socket.
struct ReaperReport {
  enum class Kind : std::int32_t { Exited, SetupFailed, StartFailed } kind;
  std::int32_t value;     // Exited: wait status; else errno
  std::int32_t step;      // SetupFailed: index into steps, or -1 before them
  std::int32_t program;   // Exited, StartFailed: its place in the plan
  std::int64_t peak_kib;  // Exited: peak resident memory of the largest process
};

/// The descriptors that the frame channel has in the process.
inline constexpr int kEventDescriptor = 3;
inline constexpr int kAnswerDescriptor = 4;

/// Runs in the forked child until it is killed or `control` closes. Calls only what is safe after a fork. `programs`: the
/// runtime process first.
int run_reaper(const ReaperPlan& plan, std::span<const PackedProgram> programs);

}  // namespace cxsam::runtime
