// Where the template shall work.
#pragma once

#include <string_view>
#include <vector>

#include "lint/context.h"

namespace cxsam::lint {

/// The Regions that were asked for, or the one that the stack is deployed to. `ALL_REGIONS` stands for every one.
std::vector<std::string_view> regions_of(const CheckContext& context);

}  // namespace cxsam::lint
