// Where a GraphQL API gets its data: tables and functions, with roles that may use them.
// Source: AWS SAM developer guide, "DataSource" of AWS::Serverless::GraphQLApi.
#pragma once

#include <map>
#include <string>

#include "transform/scope.h"

namespace cxsam::transform::graphql {

/// The logical ids of data sources by the names that functions call them by.
using DataSources = std::map<std::string, std::string, std::less<>>;

DataSources add_data_sources(Scope& scope);

/// The id of the data source of functions that need none; added when the first one asks.
std::string none_data_source(Scope& scope, DataSources& known);

/// {"Fn::GetAtt": [<api>, "ApiId"]}
Node api_id(const Scope& scope, const Maker& make);

/// A role that AppSync takes on. `managed`: the one policy it has, if any.
Node service_role(const Maker& make, std::optional<Node> managed = {});

/// A property unless it is empty, false or zero, as AWS leaves such ones out.
std::optional<Node> unless_empty(const Node* value);

}  // namespace cxsam::transform::graphql
