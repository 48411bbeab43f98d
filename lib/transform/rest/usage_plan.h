// Usage plans, API keys and what ties them to a REST API.
// Source: AWS SAM developer guide, "ApiUsagePlan".
#pragma once

#include <string>

#include "transform/scope.h"

namespace cxsam::transform {

/// Adds what `Auth: UsagePlan:` asks for: a plan of this API's own, its share of the one plan of the template, or nothing.
/// `stage` is the logical id of the API's stage.
void add_usage_plan(Scope& api, const std::string& stage);

}  // namespace cxsam::transform
