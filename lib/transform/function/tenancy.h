// TenancyConfig: a function that keeps its tenants apart, and what cannot stand beside it.
// Source: AWS SAM developer guide, "TenancyConfig" of AWS::Serverless::Function.
#pragma once

#include "transform/scope.h"

namespace cxsam::transform {

/// Reports the first property or event that excludes TenancyConfig.
void check_tenancy(Scope& scope);

}  // namespace cxsam::transform
