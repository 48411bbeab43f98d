// Which findings count: what was asked to be ignored, included and always checked.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lint/rule.h"
#include "lint/settings/dialect.h"

namespace cxsam::lint {

/// Beginnings of ids: "E", "E30", "E3012".
using IdPrefixes = std::vector<std::string>;

struct Selection {
  IdPrefixes ignore;
  IdPrefixes include;    // beside errors and warnings: "I" for informational ones
  IdPrefixes mandatory;  // whatever else says they are ignored
  bool own_ids = true;   // those that cfn-lint does not have; else only those that `include` names
  bool experimental = false;
};

bool is_mandatory(std::string_view id, const Selection& selection);

/// Source: cfn-lint, README, "Configuration": mandatory before ignored before included; errors and warnings are. Experimental
/// rules are asked for as a whole, and then chosen like others.
bool is_selected(std::string_view id, const Selection& selection);

/// Whether a rule has a say in what schemas find: in cfn-lint only W3001 does, as its schemas are silent there.
bool speaks_for_schema(const Rule& rule, const Dialect& dialect);

/// Whether the rule's check has anything to add in a run.
bool is_wanted(const Rule& rule, const Selection& selection, const Dialect& dialect);

/// cxsam's own rules, as against those that cfn-lint has, too.
inline bool is_own_id(std::string_view id) { return id.empty() || id.starts_with("CX"); }

}  // namespace cxsam::lint
