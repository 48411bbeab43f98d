// What separates a stack from what it is given besides its template.
#pragma once

#include "aws/services/cloudformation.h"
#include "deploy/plan.h"
#include "sync/difference.h"

namespace cxsam::sync {

/// Adds values of parameters, tags and topics that the plan gives and the stack does not have. What is not given stays as it
/// is.
void compare_stack(const aws::Stack& stack, const deploy::Plan& plan, Difference& found);

}  // namespace cxsam::sync
