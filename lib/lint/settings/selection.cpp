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
  const bool by_itself = is_own_id(id) ? selection.own_ids : !id.starts_with('I');
  return by_itself || names(selection.include, id);
}

bool speaks_for_schema(const Rule& rule, const Dialect& dialect) {
  return rule.speaks_for_schema && (dialect.own_findings_first || rule.id == "W3001");
}

bool is_wanted(const Rule& rule, const Selection& selection, const Dialect& dialect) {
  if (!rule.check || (rule.only_in && rule.only_in != &dialect)) return false;
  return is_selected(rule.id, selection) || rule.names_functions || speaks_for_schema(rule, dialect);
}

}  // namespace cxsam::lint
