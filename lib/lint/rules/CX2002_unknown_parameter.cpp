#include "lint/rule.h"

namespace cxsam::lint {

extern const Rule rule_CX2002_unknown_parameter{
    .id = "CX2002",
    .summary = "a name that `--parameter-overrides` gives a value is not nearly a parameter's",
    .why = "The value would be passed over in silence, and the parameter keeps its default.",
    .severity = Severity::Warning,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
