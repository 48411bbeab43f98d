// What else the properties of an API write into its OpenAPI document.
// Source: AWS SAM developer guide, "AWS::Serverless::Api"; API Gateway OpenAPI extensions.
#pragma once

#include <map>
#include <string>

#include "transform/openapi/definition.h"
#include "transform/scope.h"

namespace cxsam::transform::openapi {

/// Each writes the value of one property of an API: GatewayResponses, Models, BinaryMediaTypes, DisableExecuteApiEndpoint.
void add_gateway_responses(Scope& api, const Node& responses, Definition& definition);
void add_models(Scope& api, const Node& models, Definition& definition);
void add_binary_media_types(Scope& api, const Node& types, Definition& definition);
void add_endpoint_switch(Scope& api, const Node& disabled, Definition& definition);

/// Tags of an HTTP API are part of its document.
void add_http_tags(Scope& api, Definition& definition);

/// The conditions of an implicit API's paths, by its logical id and the path.
struct PathConditions {
  std::map<std::string, std::map<std::string, std::string>, std::less<>> of_api;
};

/// Puts the paths of an implicit API whose functions are all conditional under their condition.
void apply_path_conditions(Scope& api, Definition& definition);

}  // namespace cxsam::transform::openapi
