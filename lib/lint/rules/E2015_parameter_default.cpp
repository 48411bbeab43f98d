#include "lint/rule.h"

namespace cxsam::lint {

extern const Rule rule_E2015_parameter_default{
    .id = "E2015",
    .summary = "the default of a parameter keeps the parameter's own constraints",
    .why = "A stack that is made without giving the value is refused. Found while the parameters are read.",
};

}  // namespace cxsam::lint
