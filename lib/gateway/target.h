// A request's target, cut up.
#pragma once

#include <string_view>

namespace cxsam::gateway {

/// Cut at the question mark.
struct Target {
  std::string_view sent_path;
  std::string_view path;  // one slash at its beginning
  std::string_view query;
};

/// `target` is in origin form, which the server makes of every other (`http/target.h`). The views point into it.
Target split_target(std::string_view target);

}  // namespace cxsam::gateway
