#include "runtime/packed_programs.h"

#include <sys/mman.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace cxsam::runtime {
namespace {

// What is needed: the programs, then all lists, then all texts.
struct Sizes {
  std::size_t pointers = 0;
  std::size_t texts = 0;

  void add(const std::vector<std::string>& list) {
    pointers += list.size() + 1;
    for (const std::string& text : list) texts += text.size() + 1;
  }
};

struct Cursor {
  char** pointer;
  char* text;

  char* put(const std::string& one) {
    char* const begin = text;
    std::memcpy(begin, one.c_str(), one.size() + 1);
    text += one.size() + 1;
    return begin;
  }
  char** put(const std::vector<std::string>& list) {
    char** const begin = pointer;
    for (const std::string& one : list) *pointer++ = put(one);
    *pointer++ = nullptr;
    return begin;
  }
};

}  // namespace

Result<PackedPrograms> PackedPrograms::pack(std::span<const ReaperProgram> programs) {
  Sizes sizes;
  for (const ReaperProgram& program : programs) {
    sizes.add(program.arguments);
    sizes.add(program.environment);
    sizes.texts += program.folder.size() + 1;
  }
  const std::size_t of_programs = programs.size() * sizeof(PackedProgram);
  const std::size_t bytes = of_programs + sizes.pointers * sizeof(char*) + sizes.texts;
  void* const memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return fail("cannot get memory for a process: " + errno_text(errno));
  auto* const packed = static_cast<PackedProgram*>(memory);
  auto* const lists = reinterpret_cast<char**>(packed + programs.size());
  Cursor cursor{lists, reinterpret_cast<char*>(lists + sizes.pointers)};
  for (std::size_t i = 0; i < programs.size(); ++i) {
    packed[i].arguments = cursor.put(programs[i].arguments);
    packed[i].environment = cursor.put(programs[i].environment);
    packed[i].folder = cursor.put(programs[i].folder);
  }
  return PackedPrograms(memory, bytes, programs.size());
}

PackedPrograms::PackedPrograms(PackedPrograms&& other) noexcept
    : memory_(std::exchange(other.memory_, nullptr)), bytes_(other.bytes_), count_(other.count_) {}

PackedPrograms::~PackedPrograms() {
  if (memory_ != nullptr) munmap(memory_, bytes_);
}

std::span<const PackedProgram> PackedPrograms::programs() const { return {static_cast<const PackedProgram*>(memory_), count_}; }

}  // namespace cxsam::runtime
