#include "lint/rule.h"

namespace cxsam::lint {

extern const Rule rule_E2001_parameter_declaration{
    .id = "E2001",
    .summary = "a parameter is a map with `Type` and the keys that its type has",
    .why = "CloudFormation refuses the template. Found while the parameters are read.",
};

}  // namespace cxsam::lint
