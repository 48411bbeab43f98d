// What else the properties of an API write into its OpenAPI document.
// Source: AWS SAM developer guide, "AWS::Serverless::Api"; API Gateway OpenAPI extensions.
#pragma once

#include "transform/openapi/definition.h"
#include "transform/scope.h"

namespace cxsam::transform::openapi {

/// BinaryMediaTypes, GatewayResponses, Models, DisableExecuteApiEndpoint.
void add_rest_extras(Scope& api, Definition& definition);

/// Name, Description, DisableExecuteApiEndpoint, tags of an HTTP API.
void add_http_extras(Scope& api, Definition& definition);

/// Puts the paths of an implicit API whose functions are all conditional under their condition.
void apply_path_conditions(Scope& api, Definition& definition);

}  // namespace cxsam::transform::openapi
