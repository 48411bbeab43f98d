#include "base/arithmetic.h"

#include <cmath>
#include <limits>

namespace cxsam {

std::int64_t nearest_whole(double value) {
  constexpr double kBeyond = 0x1p63;
  const double whole = std::round(value);
  if (std::isnan(whole)) return 0;
  if (whole >= kBeyond) return std::numeric_limits<std::int64_t>::max();
  if (whole < -kBeyond) return std::numeric_limits<std::int64_t>::min();
  return static_cast<std::int64_t>(whole);
}

double remainder_of(double dividend, double divisor) {
  const double step = std::abs(divisor);
  double rest = std::abs(dividend);
  if (std::isinf(rest) || std::isnan(rest) || step == 0 || std::isnan(step)) return std::numeric_limits<double>::quiet_NaN();
  int exponent_of_step = 0;
  std::frexp(step, &exponent_of_step);
  // Each round takes the first bit away, and what is subtracted is at least half of the rest: nothing is rounded.
  while (rest >= step) {
    int exponent = 0;
    std::frexp(rest, &exponent);
    double part = std::ldexp(step, exponent - exponent_of_step);
    if (part > rest) part = std::ldexp(step, exponent - exponent_of_step - 1);
    rest -= part;
  }
  return std::copysign(rest, dividend);
}

}  // namespace cxsam
