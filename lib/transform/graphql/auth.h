// Who may call a GraphQL API.
// Source: AWS SAM developer guide, "Auth" of AWS::Serverless::GraphQLApi.
#pragma once

#include "transform/scope.h"

namespace cxsam::transform::graphql {

/// Adds the authentication properties to those of AWS::AppSync::GraphQLApi, and the permissions to call Lambda authorizers.
void add_auth(Scope& scope, Node& api);

}  // namespace cxsam::transform::graphql
