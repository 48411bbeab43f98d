#include "lint/rule.h"

namespace cxsam::lint {

extern const Rule rule_W2002_undocumented_type{
    .id = "W2002",
    .summary = "the type of a parameter is one that is documented",
    .why = "CloudFormation may take other types, and does not check their values. Found while the parameters are read.",
    .severity = Severity::Warning,
};

}  // namespace cxsam::lint
