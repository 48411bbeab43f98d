// `--parameter Key=Value`: what a call takes besides the event.
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace cxsam::cloud {

using Parameters = std::map<std::string, std::string, std::less<>>;

/// Error: a word without `=`.
Result<Parameters> read_parameters(std::span<const std::string> words);

/// What a call names by itself, so that no parameter can.
struct Settled {
  std::string_view by_resource;  // as RESOURCE_ID says
  std::string_view by_event;     // the event
};

/// Takes away what is settled already, which is said. Error: a parameter that the operation does not have. `known` are its
/// names in the order of the API reference.
Result<void> check_parameters(Parameters& given, std::span<const std::string_view> known, const Settled& settled,
                              const std::function<void(std::string_view)>& say);

}  // namespace cxsam::cloud
