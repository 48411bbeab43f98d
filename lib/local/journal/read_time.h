// Times as a journal has them.
#pragma once

#include <chrono>
#include <string_view>

namespace cxsam::local {

/// Of "2026-01-31T12:00:00.000Z"; 1970 for what is none.
std::chrono::system_clock::time_point read_time(std::string_view iso);

}  // namespace cxsam::local
