#include "lint/settings/selection.h"

#include <algorithm>

namespace cxsam::lint {
namespace {

bool names(const IdPrefixes& prefixes, std::string_view id) {
  return std::ranges::any_of(prefixes, [id](const std::string& prefix) { return id.starts_with(prefix); });
}

}  // namespace

bool is_mandatory(std::string_view id, const Selection& selection) { return names(selection.mandatory, id); }

bool is_selected(std::string_view id, const Selection& selection) {
  if (!selection.experimental && is_experimental(id)) return false;
  if (is_mandatory(id, selection)) return true;
  if (names(selection.ignore, id)) return false;
  const bool by_itself = is_own_id(id) ? selection.own_rules : !id.starts_with('I');
  return by_itself || names(selection.include, id);
}

}  // namespace cxsam::lint
