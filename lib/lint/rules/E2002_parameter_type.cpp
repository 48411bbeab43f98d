#include "lint/rule.h"

namespace cxsam::lint {

extern const Rule rule_E2002_parameter_type{
    .id = "E2002",
    .summary = "the type of a parameter is one that CloudFormation has",
    .why = "CloudFormation refuses the template. Found while the parameters are read.",
};

}  // namespace cxsam::lint
