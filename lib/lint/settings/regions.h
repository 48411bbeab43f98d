// Where the template shall work.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "lint/context.h"

namespace cxsam::lint {

/// The Regions that were asked for, or the one that the stack is deployed to. `ALL_REGIONS` stands for every one.
std::vector<std::string_view> regions_of(const CheckContext& context);
std::vector<std::string_view> regions_of(const Options& options, const project::Stack& stack);

/// Custom resources exist everywhere.
bool exists_in_any(std::span<const std::string_view> regions, std::string_view type);

}  // namespace cxsam::lint
