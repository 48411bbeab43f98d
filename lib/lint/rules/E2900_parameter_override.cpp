#include "lint/rule.h"

namespace cxsam::lint {

extern const Rule rule_E2900_parameter_override{
    .id = "E2900",
    .summary = "a value that is given for a parameter keeps the parameter's constraints",
    .why = "The deployment with this value is refused. Found when `--parameter-overrides` or samconfig.toml give values.",
};

}  // namespace cxsam::lint
