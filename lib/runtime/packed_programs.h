// Programs as execve() wants them, in memory of their own: a fork that only starts these can give all other memory back.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"

namespace cxsam::runtime {

struct ReaperProgram {
  std::vector<std::string> arguments;    // the first is a path
  std::vector<std::string> environment;  // NAME=value
  std::string folder;                    // working directory
};

/// One of them; the lists end with a null.
struct PackedProgram {
  char** arguments;
  char** environment;
  const char* folder;
};

class PackedPrograms {
 public:
  static Result<PackedPrograms> pack(std::span<const ReaperProgram> programs);
  PackedPrograms(PackedPrograms&& other) noexcept;
  PackedPrograms& operator=(PackedPrograms&&) = delete;
  ~PackedPrograms();

  /// In the order in which they were given.
  [[nodiscard]] std::span<const PackedProgram> programs() const;

 private:
  PackedPrograms(void* memory, std::size_t bytes, std::size_t count) : memory_(memory), bytes_(bytes), count_(count) {}

  void* memory_;
  std::size_t bytes_;
  std::size_t count_;
};

}  // namespace cxsam::runtime
