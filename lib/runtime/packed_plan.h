// What a reaper does, in memory that it shares with cxsam: it is forked first and told later, and must not allocate.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "runtime/sandbox_steps.h"

namespace cxsam::runtime {

struct ReaperProgram {
  std::vector<std::string> arguments;    // the first is a path
  std::vector<std::string> environment;  // NAME=value
  std::string folder;                    // working directory
};

/// As execve() wants it; the lists end with a null.
struct PackedProgram {
  char** arguments;
  char** environment;
  const char* folder;
};

/// -1 where there is none.
struct ReaperDescriptors {
  int log = -1;            // standard output and error of the runtime process
  int extension_log = -1;  // and of the extensions
  int cgroup = -1;         // entrance of the control group that all of it joins
  int events = -1;         // become descriptors 3 and 4 of the runtime process
  int answers = -1;

  /// In the order in which those that there are go over a socket.
  std::array<int*, 5> all() { return {&log, &extension_log, &cgroup, &events, &answers}; }
};

struct PackedPlan {
  std::span<const PackedStep> steps;
  std::span<const PackedProgram> programs;  // the runtime process first
  ReaperDescriptors descriptors;            // as the writer has them
};

/// A PackedPlan and all that it names, at the same address in both processes.
class PlanMemory {
 public:
  static Result<PlanMemory> make();
  PlanMemory(PlanMemory&& other) noexcept;
  PlanMemory& operator=(PlanMemory&&) = delete;
  ~PlanMemory() { give_back(); }

  [[nodiscard]] PackedPlan& plan() const { return *static_cast<PackedPlan*>(memory_); }
  /// Errors: more than fits, 64 MiB.
  Result<std::span<const PackedStep>> pack(const std::vector<SandboxStep>& steps);
  Result<std::span<const PackedProgram>> pack(std::span<const ReaperProgram> programs);
  /// For the process that has written it.
  void give_back();

 private:
  explicit PlanMemory(void* memory);
  Result<void> need(std::size_t bytes) const;
  template <typename T>
  T* take(std::size_t count);
  char* put(std::string_view text);
  char** put(const std::vector<std::string>& list);

  void* memory_;
  char* next_;
};

}  // namespace cxsam::runtime
