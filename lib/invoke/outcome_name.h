// Outcomes by name, as JSON has them.
#pragma once

#include <string_view>

#include "invoke/invoke.h"

namespace cxsam::invoke {

/// "ok", "function error", "timeout", ...
std::string_view name_of(Outcome::Kind outcome);

/// Ok for a name that is none.
Outcome::Kind outcome_of(std::string_view name);

}  // namespace cxsam::invoke
