// The first process of every function instance: a fork of cxsam that sets up the sandbox, starts the runtime process and the
// extensions beside it, reaps what they leave behind, and kills all of it on command or when cxsam is gone. In a PID namespace
// it is process 1, and the kernel ends everything with it; without one it adopts orphans (a child subreaper) and hunts them
// down itself. It outlives the runtime process, so that /tmp of an instance survives a timeout as on Lambda.
//
// It is forked before it is known which function it is for, and lays the ground meanwhile. Then it is told to begin, and what.
#pragma once

#include <sched.h>

#include <cstddef>
#include <cstdint>
#include <span>

#include "runtime/packed_plan.h"

namespace cxsam::runtime {

/// The runtime process and at most ten extensions.
inline constexpr std::size_t kMaxPrograms = 11;

/// What holds for every function.
struct ReaperGround {
  bool namespaces = false;
  bool user_namespace = false;
  bool process_limit = false;         // of the PID namespace
  unsigned int uid = 0, gid = 0;      // outside, for the user namespace
  std::span<const PackedStep> steps;  // empty: no namespaces
  cpu_set_t processors{};             // cxsam's; it has some of them taken away until Begin
};

/// Begin comes first, once, with the descriptors of the plan. KillAll is for whatever runs; the others are for one program, by
/// its place in the plan.
struct ReaperCommand {
  enum class Kind : char { Begin = 'B', Start = 'S', Terminate = 'T', Kill = 'K', KillAll = 'A' } kind;
  std::uint8_t program = 0;
};

/// What the child says on the control socket.
struct ReaperReport {
  enum class Kind : std::int32_t { Ready, Exited, GroundFailed, SetupFailed, StartFailed } kind;
  std::int32_t value;     // Exited: wait status; else errno
  std::int32_t step;      // SetupFailed: index into the plan's steps
  std::int32_t program;   // Exited, StartFailed: its place in the plan
  std::int64_t peak_kib;  // Exited: peak resident memory of the largest process
};

/// The descriptors that the frame channel has in the process.
inline constexpr int kEventDescriptor = 3;
inline constexpr int kAnswerDescriptor = 4;

/// Runs in the forked child until it is killed or `control` (a socket that keeps messages apart: commands in, reports out)
/// closes: its end is the end of cxsam. Calls only what is safe after a fork. `plan` is read once Begin has come.
int run_reaper(const ReaperGround& ground, const PackedPlan& plan, int control);

}  // namespace cxsam::runtime
