// `--parameter Key=Value`: what a call takes besides the event.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace cxsam::cloud {

using Parameters = std::map<std::string, std::string, std::less<>>;

/// Error: a word without `=`.
Result<Parameters> read_parameters(std::span<const std::string> words);

/// Error: a parameter that the operation does not have. `known` are its names in the order of the API reference.
Result<void> check_parameters(const Parameters& given, std::span<const std::string_view> known);

}  // namespace cxsam::cloud
