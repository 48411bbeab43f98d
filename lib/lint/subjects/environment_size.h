// The 4 KB of a function's environment: one check for two ids, since cfn-lint has the rule for plain functions only.
#pragma once

#include "lint/context.h"
#include "lint/rule.h"

namespace cxsam::lint {

void check_environment_size(const CheckContext& context, bool serverless, Findings& findings);

}  // namespace cxsam::lint
