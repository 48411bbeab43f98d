// Arithmetic that the C library has in libm alone, which the program does not load (libm.cpp).
#pragma once

#include <cstdint>

namespace cxsam {

/// The nearest whole number, a half away from zero; the last one that there is for what lies beyond, 0 for a NaN.
std::int64_t nearest_whole(double value);

/// What is left of `dividend`, with its sign, once `divisor` no longer goes into it: exactly, as C's fmod() and Java's `%`.
double remainder_of(double dividend, double divisor);

}  // namespace cxsam
