#include "lint/fixes/unused.h"

#include <algorithm>

namespace cxsam::lint {

std::optional<Edit> remove_unused(const Report& report, const Diagnostic& finding) {
  const FixPlace place = fix_place(report, finding);
  if (!place.member || !place.parent_member || place.grandparent != &report.source->root()) return std::nullopt;
  const bool all = std::ranges::all_of(place.parent->members, [&](const Member& member) {
    return std::ranges::any_of(report.diagnostics.items(), [&](const Diagnostic& other) {
      return other.id == finding.id && other.where == member.key_span;
    });
  });
  return all ? remove_member(report.sources, *place.grandparent, *place.parent_member)
             : remove_member(report.sources, *place.parent, *place.member);
}

}  // namespace cxsam::lint
