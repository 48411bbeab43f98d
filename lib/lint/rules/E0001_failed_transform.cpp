#include "lint/rule.h"

namespace cxsam::lint {

extern const Rule rule_E0001_failed_transform{
    .id = "E0001",
    .summary = "the SAM transform can expand every serverless resource",
    .why =
        "AWS runs the same transform before it looks at the template, and the deployment ends there. Found while the template "
        "is expanded.",
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
