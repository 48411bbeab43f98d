// What may stand beside `Type` and `Properties` in a resource: shared by the rules for plain and for serverless resources.
#pragma once

#include "lint/context.h"
#include "lint/rule.h"

namespace cxsam::lint {

/// True for what CloudFormation or SAM know beside `Type`, and for loops and macros.
bool is_attribute(std::string_view name);

/// `problem` is the finding's message up to the attribute's name.
void check_attributes(const CheckContext& context, bool serverless, std::string_view problem, Findings& findings);

}  // namespace cxsam::lint
