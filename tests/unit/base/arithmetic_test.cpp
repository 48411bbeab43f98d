#include "base/arithmetic.h"

#include <dlfcn.h>

#include <array>
#include <bit>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <random>
#include <utility>

using namespace cxsam;

namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();
constexpr double kNotANumber = std::numeric_limits<double>::quiet_NaN();
constexpr std::array kValues{0.0,
                             -0.0,
                             0.5,
                             -0.5,
                             0.49999999999999994,
                             -0.49999999999999994,
                             1.5,
                             2.5,
                             -2.5,
                             1e-300,
                             5e-324,
                             0x1p52,
                             0x1p52 + 1,
                             0x1p53,
                             -0x1p63,
                             1e300,
                             -1e300,
                             kInfinite,
                             -kInfinite,
                             4503599627370495.5,
                             0.1,
                             -7.25,
                             1324.9999,
                             kNotANumber};

bool is_same(double a, double b) {
  return (std::isnan(a) && std::isnan(b)) || std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

/// Any double: of all exponents.
double any(std::mt19937_64& random) { return std::bit_cast<double>(random()); }

struct Libm {
  void* library = dlopen("libm.so.6", RTLD_NOW | RTLD_LOCAL);
  [[nodiscard]] auto one(const char* name) const { return reinterpret_cast<double (*)(double)>(dlsym(library, name)); }
  [[nodiscard]] auto two(const char* name) const { return reinterpret_cast<double (*)(double, double)>(dlsym(library, name)); }
};

}  // namespace

TEST_CASE("arithmetic: the functions of libm give what libm gives") {
  const Libm libm;
  if (libm.library == nullptr) {
    WARN("skipped: no libm.so.6");
    return;
  }
  const std::array<std::pair<const char*, double (*)(double)>, 4> ours{
      {{"ceil", ::ceil}, {"floor", ::floor}, {"trunc", ::trunc}, {"round", ::round}}};
  for (const auto& [name, function] : ours) {
    const auto theirs = libm.one(name);
    CHECK(theirs != function);  // or nothing is compared
    const auto check = [&](double value) {
      INFO(name << " " << value);
      REQUIRE(is_same(function(value), theirs(value)));
    };
    for (const double value : kValues) check(value);
    std::mt19937_64 random(1);
    for (int i = 0; i < 100'000; ++i) {
      check(any(random));
      check(static_cast<double>(static_cast<std::int64_t>(random())) / 0x1p40);
    }
  }
}

TEST_CASE("arithmetic: what is left of a division") {
  CHECK(remainder_of(7.5, 2) == 1.5);
  CHECK(is_same(remainder_of(-6, 3), -0.0));
  CHECK(std::isnan(remainder_of(1, 0)));
  CHECK(remainder_of(1, kInfinite) == 1);
  const Libm libm;
  if (libm.library == nullptr) {
    WARN("skipped: no libm.so.6");
    return;
  }
  const auto theirs = libm.two("fmod");
  const auto check = [&](double a, double b) {
    INFO(a << " " << b);
    REQUIRE(is_same(remainder_of(a, b), theirs(a, b)));
  };
  for (const double a : kValues)
    for (const double b : kValues) check(a, b);
  std::mt19937_64 random(2);
  for (int i = 0; i < 20'000; ++i) check(any(random), any(random));
}

TEST_CASE("arithmetic: the nearest whole number") {
  CHECK(nearest_whole(2.5) == 3);
  CHECK(nearest_whole(-2.5) == -3);
  CHECK(nearest_whole(1e300) == std::numeric_limits<std::int64_t>::max());
  CHECK(nearest_whole(-kInfinite) == std::numeric_limits<std::int64_t>::min());
  CHECK(nearest_whole(kNotANumber) == 0);
}
