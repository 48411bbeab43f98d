#include "lint/rule.h"

namespace cxsam::lint {

extern const Rule rule_CX0001_unknown_tag{
    .id = "CX0001",
    .summary = "a tag (`!Name`) is a short form of CloudFormation's",
    .why =
        "CloudFormation refuses a template with tags that it does not know. Tools that bring their own (`!Rain::Embed`) "
        "replace them before. Found while the file is read.",
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
