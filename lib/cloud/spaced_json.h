// JSON on one line, with a blank after each comma and colon.
#pragma once

#include <string>

#include "json/json_fwd.h"

namespace cxsam::cloud {

/// {"a": [1, 2]}, as AWS's command lines print it.
std::string spaced_json(const Json& value);

}  // namespace cxsam::cloud
