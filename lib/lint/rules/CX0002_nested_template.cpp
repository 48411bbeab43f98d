#include "lint/rule.h"

namespace cxsam::lint {

extern const Rule rule_CX0002_nested_template{
    .id = "CX0002",
    .summary = "the template of a nested stack is there, and does not lead back to itself",
    .why =
        "`package` and `deploy` cannot upload a template that is not there, and a stack that contains itself has no end. Found "
        "while the file is read; templates at URLs are not looked up.",
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
