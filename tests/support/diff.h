// What differs between two texts, for a person.
#pragma once

#include <string>
#include <string_view>

namespace cxsam::test {

/// Lines of `expected` that are missing start with "-", lines of `actual` that are new with "+", three lines of
/// what is the same around them with " ". Empty for equal texts.
std::string diff_lines(std::string_view expected, std::string_view actual);

}  // namespace cxsam::test
