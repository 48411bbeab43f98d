// Services that AWS closes: shared by the three rules for how far it is.
#pragma once

#include <string_view>

#include "lint/context.h"
#include "lint/rule.h"

namespace cxsam::lint {

/// Reports resources of services whose lifecycle has this status; `message` follows the type's name.
void check_service_end(const CheckContext& context, std::string_view status, std::string_view message, Findings& findings);

}  // namespace cxsam::lint
