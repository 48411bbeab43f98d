// A request's target, cut up.
#pragma once

#include <string_view>

namespace cxsam::gateway {

/// Without scheme and host, cut at the question mark.
struct Target {
  std::string_view sent_path;
  std::string_view path;  // one slash at its beginning
  std::string_view query;
};

/// The views point into `target`.
Target split_target(std::string_view target);

}  // namespace cxsam::gateway
