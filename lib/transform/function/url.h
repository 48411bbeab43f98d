// FunctionUrlConfig: the URL of a function and who may call it.
// Source: AWS SAM developer guide, "FunctionUrlConfig".
#pragma once

#include "transform/scope.h"

namespace cxsam::transform {

/// `target` is the function's Ref, or its alias's.
void add_function_url(Scope& scope, const Node& target);

}  // namespace cxsam::transform
