// Reads the tables of schemas/rules/: which rule looks where, with which schema, and what the rules are about.
#pragma once

#include <string_view>

#include "base/result.h"
#include "schemas/compile/fact.h"

namespace cxsam::facts {

/// `rule path schema findings table` a line becomes, in the members `resources` (by resource type, `*` for all), `sections` (by
/// section) and `places` (by a name that schemas give with `cfnLint`), lists of
/// {rule, path: the rest of the path, schema, all, regional}. An error names the line.
Result<FactMap> read_bindings(std::string_view text);

/// `rule format pattern` a line becomes format -> {rule, pattern}.
Result<FactMap> read_formats(std::string_view text);

/// `id severity summary why wrong` a line becomes id -> {severity, summary, why, wrong}; `wrong` may be left out with `-`.
Result<FactMap> read_rules(std::string_view text);

}  // namespace cxsam::facts
