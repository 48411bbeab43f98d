#include "runtime/packed_plan.h"

#include <sys/mman.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <utility>

namespace cxsam::runtime {
namespace {

constexpr std::size_t kBytes = std::size_t{64} << 20U;  // of address space; only what is written becomes memory

std::size_t bytes_of(const SandboxStep& step) {
  return sizeof(PackedStep) + step.target.size() + step.source.size() + step.content.size() + 3;
}

std::size_t bytes_of(const std::vector<std::string>& list) {
  std::size_t bytes = (list.size() + 1) * sizeof(char*);
  for (const std::string& text : list) bytes += text.size() + 1;
  return bytes + alignof(char*);
}

std::size_t bytes_of(const ReaperProgram& program) {
  return sizeof(PackedProgram) + bytes_of(program.arguments) + bytes_of(program.environment) + program.folder.size() + 1;
}

std::size_t bytes_of_all(const auto& all) {
  std::size_t bytes = alignof(std::max_align_t);
  for (const auto& one : all) bytes += bytes_of(one);
  return bytes;
}

}  // namespace

PlanMemory::PlanMemory(void* memory) : memory_(memory), next_(static_cast<char*>(memory)) {
  new (take<PackedPlan>(1)) PackedPlan;
}

PlanMemory::PlanMemory(PlanMemory&& other) noexcept : memory_(std::exchange(other.memory_, nullptr)), next_(other.next_) {}

Result<PlanMemory> PlanMemory::make() {
  void* const memory = mmap(nullptr, kBytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) return fail("cannot get memory for a process: " + errno_text(errno));
  return PlanMemory(memory);
}

void PlanMemory::give_back() {
  if (memory_ != nullptr) munmap(std::exchange(memory_, nullptr), kBytes);
}

Result<void> PlanMemory::need(std::size_t bytes) const {
  if (next_ + bytes <= static_cast<const char*>(memory_) + kBytes) return {};
  return fail("the code or its links are too much for a sandbox: " + std::to_string(bytes >> 20U) + " MiB");
}

template <typename T>
T* PlanMemory::take(std::size_t count) {
  const std::size_t over = reinterpret_cast<std::uintptr_t>(next_) % alignof(T);
  if (over != 0) next_ += alignof(T) - over;
  return reinterpret_cast<T*>(std::exchange(next_, next_ + count * sizeof(T)));
}

char* PlanMemory::put(std::string_view text) {
  char* const begin = take<char>(text.size() + 1);
  std::ranges::copy(text, begin);  // zeros follow
  return begin;
}

char** PlanMemory::put(const std::vector<std::string>& list) {
  char** const begin = take<char*>(list.size() + 1);
  for (std::size_t i = 0; i < list.size(); ++i) begin[i] = put(list[i]);
  return begin;
}

Result<std::span<const PackedStep>> PlanMemory::pack(const std::vector<SandboxStep>& steps) {
  const auto room = need(bytes_of_all(steps));
  if (!room) return fail(room.error());
  auto* const packed = take<PackedStep>(steps.size());
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const SandboxStep& step = steps[i];
    packed[i] = {.kind = step.kind,
                 .target = put(step.target),
                 .source = put(step.source),
                 .content = {put(step.content), step.content.size()},
                 .executable = step.executable,
                 .optional = step.optional};
  }
  return std::span<const PackedStep>{packed, steps.size()};
}

Result<std::span<const PackedProgram>> PlanMemory::pack(std::span<const ReaperProgram> programs) {
  const auto room = need(bytes_of_all(programs));
  if (!room) return fail(room.error());
  auto* const packed = take<PackedProgram>(programs.size());
  for (std::size_t i = 0; i < programs.size(); ++i)
    packed[i] = {put(programs[i].arguments), put(programs[i].environment), put(programs[i].folder)};
  return std::span<const PackedProgram>{packed, programs.size()};
}

}  // namespace cxsam::runtime
