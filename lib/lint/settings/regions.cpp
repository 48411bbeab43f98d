#include "lint/settings/regions.h"

#include <algorithm>

#include "facts/regions.h"
#include "facts/resource_types.h"

namespace cxsam::lint {

std::vector<std::string_view> regions_of(const CheckContext& context) { return regions_of(context.options, context.stack); }

std::vector<std::string_view> regions_of(const Options& options, const project::Stack& stack) {
  const std::vector<std::string>& asked = options.regions;
  if (asked.empty()) return {stack.environment.region};
  if (std::ranges::find(asked, "ALL_REGIONS") != asked.end()) return facts::all_regions();
  return {asked.begin(), asked.end()};
}

bool exists_in_any(std::span<const std::string_view> regions, std::string_view type) {
  if (type.starts_with("Custom::")) return true;
  return std::ranges::any_of(regions, [type](std::string_view region) { return facts::exists_in(type, region); });
}

}  // namespace cxsam::lint
