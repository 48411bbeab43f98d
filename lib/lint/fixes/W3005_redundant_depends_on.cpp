#include <algorithm>

#include "lint/fixes/fixes.h"

namespace cxsam::lint {
namespace {

bool is_found_at(const Report& report, Span place) {
  return std::ranges::any_of(report.diagnostics.items(),
                             [place](const Diagnostic& finding) { return finding.id == "W3005" && finding.where == place; });
}

std::optional<Edit> fix(const Report& report, const Diagnostic& finding) {
  const FixPlace place = fix_place(report, finding);
  if (place.member && place.member->key == "DependsOn" && place.node->is_string())
    return remove_member(report.sources, *place.parent, *place.member);
  if (!place.parent || !place.parent->is_list() || !place.parent_member || place.parent_member->key != "DependsOn")
    return std::nullopt;
  // A list that would be left empty goes as a whole.
  const bool all = std::ranges::all_of(place.parent->items, [&](const Node& item) { return is_found_at(report, item.span); });
  return all ? remove_member(report.sources, *place.grandparent, *place.parent_member)
             : remove_item(report.sources, *place.parent, *place.node);
}

}  // namespace

extern const Fixer fixer_W3005_redundant_depends_on{.id = "W3005", .safe = true, .fix = fix};

}  // namespace cxsam::lint
