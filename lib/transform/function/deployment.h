// DeploymentPreference: traffic moves to a new version step by step, through AWS CodeDeploy.
// Source: AWS SAM developer guide, "DeploymentPreference", "Deploying serverless applications gradually with AWS SAM".
#pragma once

#include <optional>
#include <string>

#include "transform/scope.h"

namespace cxsam::transform {

/// Adds the function's deployment group and notes what all groups share. Returns the UpdatePolicy of the function's alias;
/// nothing without an enabled preference, or after an error.
std::optional<Node> add_deployment(Scope& scope, bool has_alias);

/// Adds the CodeDeploy application and its service role, once for all functions.
void add_shared_deployment(Workspace& work);

}  // namespace cxsam::transform
