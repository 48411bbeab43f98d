// What becomes of a resource that is deleted or replaced: shared by the rules for the two attributes.
#pragma once

#include <string_view>

#include "lint/context.h"
#include "lint/rule.h"

namespace cxsam::lint {

/// Reports values of the attribute that the type does not have. `on_create`: RetainExceptOnCreate is one of them.
void check_deletion_policy(const CheckContext& context, std::string_view attribute, bool on_create, Findings& findings);

}  // namespace cxsam::lint
