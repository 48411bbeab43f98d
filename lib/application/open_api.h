// APIs whose routes stand in an OpenAPI 3 or Swagger 2 document with API Gateway's extensions.
// Source: API Gateway developer guide, "OpenAPI extensions for API Gateway".
#pragma once

#include "application/application.h"

namespace cxsam::application {

struct LiveResource;

/// Adds the routes, binary media types and CORS settings of an API's `Body`, if it has one, to `api`. One that stands outside
/// of the template is unsupported.
void read_definition(const LiveResource& resource, Diagnostics& diagnostics, Api& api, Application& application);

/// `CorsConfiguration` of an HTTP API and `x-amazon-apigateway-cors`: the same keys but for the case of the first letter.
std::optional<Cors> read_cors(const Node* node);

/// "image~1png" -> "image/png".
void add_binary_media_types(const Node* list, Api& api);

}  // namespace cxsam::application
