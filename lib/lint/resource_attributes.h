// What may stand beside `Type` and `Properties` in a resource: shared by the rules for plain and for serverless resources.
#pragma once

#include "lint/context.h"
#include "lint/rule.h"

namespace cxsam::lint {

/// `problem` is the finding's message up to the attribute's name.
void check_attributes(const CheckContext& context, bool serverless, std::string_view problem, Findings& findings);

}  // namespace cxsam::lint
