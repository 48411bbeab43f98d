// Whether the `Auth` of a REST API is well-formed.
// Source: AWS SAM developer guide, "ApiAuth" and the authorizers below it.
#pragma once

#include "transform/scope.h"

namespace cxsam::transform {

/// False after an error. `auth` has its parameters resolved.
bool check_rest_auth(Scope& api, const Node& auth);

}  // namespace cxsam::transform
