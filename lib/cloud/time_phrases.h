// Words of the day in the place of numbers: "noon", "last night", "two hours ago".
#pragma once

#include <string>
#include <string_view>

namespace cxsam::cloud {

/// The same time as times.h reads it: "noon yesterday" is "12:00 yesterday". Small letters; other words stay as they are.
/// Source: SAM CLI's answers to such times.
std::string in_numbers(std::string_view text);

}  // namespace cxsam::cloud
