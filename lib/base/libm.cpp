// The functions of libm that {fmt}, the standard library and cxsam call, made of those that libc has. With them the program
// needs no libm, and to load a library takes a tenth of a start (docs/performance.md). tests/e2e/packages_test.cpp holds it
// there.
#include <cmath>

namespace {

/// `whole` is the value without its fraction, with its sign; NaN and infinity stay what they are.
struct Parts {
  double whole = 0;
  double fraction = 0;
};

Parts parts_of(double value) {
  Parts parts;
  parts.fraction = std::modf(value, &parts.whole);
  return parts;
}

}  // namespace

extern "C" {

double trunc(double value) noexcept { return parts_of(value).whole; }

double ceil(double value) noexcept {
  const Parts parts = parts_of(value);
  return parts.fraction > 0 ? parts.whole + 1 : parts.whole;
}

double floor(double value) noexcept {
  const Parts parts = parts_of(value);
  return parts.fraction < 0 ? parts.whole - 1 : parts.whole;
}

double round(double value) noexcept {
  constexpr double kHalf = 0.5;
  const Parts parts = parts_of(value);
  return std::abs(parts.fraction) < kHalf ? parts.whole : parts.whole + std::copysign(1.0, value);
}
}
