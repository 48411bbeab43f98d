// EventInvokeConfig: what happens to asynchronous invocations, and what the role needs for it.
// Source: AWS SAM developer guide, "EventInvokeConfiguration".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "transform/scope.h"

namespace cxsam::transform {

/// Adds the configuration, and the queue or topic of a destination that is only named by its type. Policies that the
/// role needs go to `policies`.
void add_invoke_config(Scope& scope, const std::optional<std::string>& alias, Nodes& policies);

}  // namespace cxsam::transform
