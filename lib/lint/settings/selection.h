// Which findings count: what was asked to be ignored, included and always checked.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lint/rule.h"

namespace cxsam::lint {

/// Beginnings of ids: "E", "E30", "E3012".
using IdPrefixes = std::vector<std::string>;

struct Selection {
  IdPrefixes ignore;
  IdPrefixes include;     // beside errors and warnings: "I" for informational ones
  IdPrefixes mandatory;   // whatever else says they are ignored
  bool own_rules = true;  // ids that cfn-lint does not have; else only those that `include` names
  bool experimental = false;
};

bool is_mandatory(std::string_view id, const Selection& selection);

/// Source: cfn-lint, README, "Configuration": mandatory before ignored before included; errors and warnings are. Experimental
/// rules are asked for as a whole, and then chosen like others.
bool is_selected(std::string_view id, const Selection& selection);

/// cxsam's own rules, as against those that cfn-lint has, too.
inline bool is_own_id(std::string_view id) { return id.empty() || id.starts_with("CX"); }

}  // namespace cxsam::lint
