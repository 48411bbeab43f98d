// Functions that run on the instances of a capacity provider.
// Source: AWS SAM developer guide, "CapacityProviderConfig" and "FunctionScalingConfig" of AWS::Serverless::Function.
#pragma once

#include "transform/scope.h"

namespace cxsam::transform {

/// CapacityProviderConfig as AWS::Lambda::Function has it; contradicting properties are errors.
std::optional<Node> capacity_provider_config(Scope& scope);

}  // namespace cxsam::transform
