#include "lint/rule.h"

namespace cxsam::lint {

extern const Rule rule_CX3013_own_implicit_api{
    .id = "CX3013",
    .summary = "no resource is called `ServerlessRestApi` or `ServerlessHttpApi` where events make one of that name",
    .why =
        "An event without `RestApiId` or `ApiId` belongs to an API that SAM makes. It takes the place of a resource of its "
        "name, "
        "whose properties are lost.",
    .severity = Severity::Warning,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
