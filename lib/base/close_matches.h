// The names that Python's standard library finds near a word, for messages that are to be the same as a Python program's.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cxsam {

/// At most three of `names`, the nearest first. Source: Python, difflib.get_close_matches().
std::vector<std::string> close_matches(std::string_view word, std::span<const std::string> names);

}  // namespace cxsam
