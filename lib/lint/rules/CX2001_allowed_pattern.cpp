#include "lint/rule.h"

namespace cxsam::lint {

extern const Rule rule_CX2001_allowed_pattern{
    .id = "CX2001",
    .summary = "the `AllowedPattern` of a parameter is a regular expression that can be read",
    .why = "Values cannot be held against it. Found while the parameters are read.",
    .severity = Severity::Warning,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
