// Files of /proc: short, and read in one piece.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace cxsam::runtime {

using ProcBuffer = std::array<char, 4096>;

/// The text of the file, which lives as long as `buffer`; "" when there is none, as of a process that is gone.
std::string_view read_proc(const char* path, ProcBuffer& buffer);

/// The first whole number in `text`, which goes on behind it then; 0 and "" where there is none.
std::uint64_t take_number(std::string_view& text);

}  // namespace cxsam::runtime
