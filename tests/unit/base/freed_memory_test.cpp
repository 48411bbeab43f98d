#include "base/freed_memory.h"

#include <malloc.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

using namespace cxsam;

namespace {

std::size_t resident_bytes() {
  std::size_t whole = 0;
  std::size_t resident = 0;
  std::ifstream("/proc/self/statm") >> whole >> resident;
  return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace

TEST_CASE("freed memory: what malloc keeps goes back to the system", "[base]") {
  constexpr std::size_t kPieces = 300;
  constexpr std::size_t kBytes = std::size_t{100} << 10U;  // less than what malloc asks the system for by itself
  std::vector<std::string> pieces;
  for (std::size_t i = 0; i < kPieces; ++i) pieces.emplace_back(kBytes, 'x');
  pieces.erase(pieces.begin(), pieces.end() - 1);  // the last one keeps the end of the heap where it is
  if (mallinfo2().fordblks < kPieces * kBytes / 2) {
    std::cout << "skipped: malloc is not that of the C library\n";
    return;
  }
  const std::size_t before = resident_bytes();
  give_back_freed_memory();
  CHECK(before - resident_bytes() > kPieces * kBytes / 2);
}
