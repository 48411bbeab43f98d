#include "lint/places/walk.h"

#include <algorithm>

namespace cxsam::lint {

Place place_of_function(const Visit& visit, const Sources& sources) {
  return place_of(visit.node.members.front(), visit.place, sources);
}

void walk_section(const CheckContext& context, std::string_view section, const Visitor& visitor) {
  const auto walk = std::ranges::find(context.walks, section, &Walk::section);
  if (walk != context.walks.end()) walk->go(visitor);
}

void walk_section(const CheckContext& context, const ConditionSolver& conditions, std::string_view section,
                  const Visitor& visitor) {
  if (const Member* member = context.source.root().find_member(section)) Walk(*member, context.sources, conditions).go(visitor);
}

void walk_template(const CheckContext& context, const Visitor& visitor) {
  for (const Walk& walk : context.walks) walk.go(visitor);
}

}  // namespace cxsam::lint
