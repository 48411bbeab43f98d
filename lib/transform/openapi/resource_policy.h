// Who may reach a REST API: `x-amazon-apigateway-policy` of its document.
// Source: AWS SAM developer guide, "ResourcePolicyStatement"; API Gateway developer guide, "Resource policy examples".
#pragma once

#include "transform/openapi/definition.h"
#include "transform/properties.h"
#include "transform/scope.h"

namespace cxsam::transform::openapi {

/// What is wrong with a ResourcePolicy; an empty message when nothing is.
PropertyProblem check_resource_policy(const Node& policy);

/// Adds the statements that the API's events ask for, each for its path.
void add_event_policies(Scope& api, Definition& definition);

/// Adds the statements of the API's own `Auth: ResourcePolicy:`, for every path.
void add_resource_policy(Scope& api, const Node& auth, Definition& definition);

}  // namespace cxsam::transform::openapi
