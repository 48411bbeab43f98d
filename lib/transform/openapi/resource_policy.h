// Who may reach a REST API: `x-amazon-apigateway-policy` of its document.
// Source: AWS SAM developer guide, "ResourcePolicyStatement"; API Gateway developer guide, "Resource policy examples".
#pragma once

#include <map>
#include <string>
#include <vector>

#include "transform/openapi/definition.h"
#include "transform/properties.h"
#include "transform/scope.h"

namespace cxsam::transform::openapi {

/// What is wrong with a ResourcePolicy; an empty message when nothing is.
PropertyProblem check_resource_policy(const Node& policy);

/// What an event's own ResourcePolicy asks of its API.
struct EventPolicy {
  std::string path;
  Node stage;
  Node settings;
  Maker make;
};

/// Noted by events, settled by their API.
struct EventPolicies {
  std::map<std::string, std::vector<EventPolicy>, std::less<>> of_api;  // by its logical id
};

/// Adds the statements that the API's events ask for, each for its path.
void add_event_policies(Scope& api, Definition& definition);

/// Adds the statements of the API's own `Auth: ResourcePolicy:`, for every path.
void add_resource_policy(Scope& api, const Node& auth, Definition& definition);

}  // namespace cxsam::transform::openapi
