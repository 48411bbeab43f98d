// Texts within lines of cxsam's own files: the record of a build, the state of its sources.
#pragma once

#include <string>
#include <string_view>

namespace cxsam::build {

/// Without line ends.
std::string one_line(std::string_view text);

/// Without line ends and blanks.
std::string one_word(std::string_view text);

/// What one_line() or one_word() was given.
std::string unescaped(std::string_view text);

}  // namespace cxsam::build
