// The functions of a GraphQL API, and the resolvers that run them one after the other.
// Source: AWS SAM developer guide, "Function" and "Resolver" of AWS::Serverless::GraphQLApi.
#pragma once

#include "transform/graphql/data_sources.h"

namespace cxsam::transform::graphql {

/// The ids of functions for AppSync, by their names.
using Functions = std::map<std::string, Node, std::less<>>;

Functions add_functions(Scope& scope, DataSources& sources);

/// Resolvers wait for the schema, whose logical id is given.
void add_resolvers(Scope& scope, const Functions& functions, const std::string& schema);

}  // namespace cxsam::transform::graphql
