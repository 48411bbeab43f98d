// Chance, handed down like time, so that a test knows every id.
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace cxsam {

class Random {
 public:
  Random() = default;
  Random(const Random&) = delete;
  Random& operator=(const Random&) = delete;
  virtual ~Random() = default;
  virtual void fill(std::span<unsigned char> bytes) = 0;
};

/// What nobody can guess.
class SystemRandom final : public Random {
 public:
  void fill(std::span<unsigned char> bytes) override;
};

/// The same bytes for the same seed, on every machine. For tests.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : state_(seed) {}
  void fill(std::span<unsigned char> bytes) override;

 private:
  std::uint64_t state_;
};

/// A version 4 UUID in lower case, as Lambda uses for request ids.
std::string make_uuid(Random& random);

}  // namespace cxsam
