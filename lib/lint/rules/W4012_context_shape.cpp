#include "lint/rule.h"

namespace cxsam::lint {

// The schemas of contexts find it: schema/metadata_contexts.cpp.
extern const Rule rule_W4012_context_shape{
    .id = "W4012",
    .summary = "a `com.aws.cloudformation.Context` has the fields that AWS has named, in their forms",
    .why = "CloudFormation takes anything here; programs that read it pass over what they do not know.",
    .severity = Severity::Warning,
    .experimental = true,
};

}  // namespace cxsam::lint
