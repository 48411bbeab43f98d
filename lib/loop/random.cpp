#include "loop/random.h"

#include <array>

#include "base/hash.h"

namespace cxsam {

void SystemRandom::fill(std::span<unsigned char> bytes) { fill_random(bytes); }

// Source: Sebastiano Vigna, "splitmix64".
void SeededRandom::fill(std::span<unsigned char> bytes) {
  for (unsigned char& byte : bytes) {
    state_ += 0x9e3779b97f4a7c15ULL;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebULL;
    byte = static_cast<unsigned char>(mixed >> 56U);
  }
}

std::string make_uuid(Random& random) {
  std::array<unsigned char, 16> bytes{};
  random.fill(bytes);
  return uuid_text(bytes);
}

}  // namespace cxsam
