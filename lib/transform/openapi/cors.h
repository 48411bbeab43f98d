// CORS: preflight operations of REST APIs, x-amazon-apigateway-cors of HTTP APIs.
// Source: AWS SAM developer guide, "CorsConfiguration", "HttpApiCorsConfiguration".
#pragma once

#include "transform/openapi/definition.h"
#include "transform/scope.h"

namespace cxsam::transform::openapi {

/// Adds an OPTIONS operation with a mock integration to every path that has none.
void add_rest_cors(Scope& api, const Node& cors, Definition& definition);

/// `true` allows every origin; a map is written in OpenAPI's spelling.
void set_http_cors(Scope& api, const Node& cors, Definition& definition);

}  // namespace cxsam::transform::openapi
