// A table as JSON, for a maintainer's eyes and checks.
#pragma once

#include <string>

#include "facts/value.h"

namespace cxsam::facts {

std::string to_json(Value value);

}  // namespace cxsam::facts
