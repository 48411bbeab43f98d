// Who asks AWS.
#pragma once

#include <optional>
#include <string>

#include "loop/clock.h"

namespace cxsam::aws {

struct Credentials {
  std::string access_key;
  std::string secret_key;
  std::string token = {};                                 // of temporary credentials; "" = none
  std::optional<Clock::WallTime> expires = std::nullopt;  // absent: they last until somebody changes them
  std::string source = {};                                // which provider they come from: "env", "sso", ...
};

}  // namespace cxsam::aws
