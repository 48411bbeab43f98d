#include "lint/settings/regions.h"

#include <algorithm>

#include "facts/regions.h"

namespace cxsam::lint {

std::vector<std::string_view> regions_of(const CheckContext& context) {
  const std::vector<std::string>& asked = context.options.regions;
  if (asked.empty()) return {context.stack.environment.region};
  if (std::ranges::find(asked, "ALL_REGIONS") != asked.end()) return facts::all_regions();
  return {asked.begin(), asked.end()};
}

}  // namespace cxsam::lint
