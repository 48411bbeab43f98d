// Who may call an operation: `security` of operations, security schemes, and authorizers.
// Source: AWS SAM developer guide, "ApiAuth", "ApiFunctionAuth", "HttpApiAuth"; API Gateway OpenAPI extensions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "transform/event_scope.h"
#include "transform/openapi/definition.h"

namespace cxsam::transform::openapi {

/// Sets `security` (and credentials for AWS_IAM) of a REST operation from the event's Auth and the API's Auth.
void secure_rest_operation(EventScope& event, const Node* api_auth, Node& operation);

/// The same for an HTTP API.
void secure_http_operation(EventScope& event, const Node* api_auth, Node& operation);

/// Gives operations that no event made (of a DefinitionBody, CORS preflights) the API's defaults.
void apply_rest_defaults(Scope& api, const Node& auth, Definition& definition);
void apply_http_defaults(Scope& api, const Node& auth, Definition& definition);

/// Declares the API's authorizers, and AWS_IAM and api_key where operations use them.
void add_rest_schemes(Scope& api, const Node* auth, Definition& definition);
void add_http_schemes(Scope& api, const Node* auth, Definition& definition);

/// Lets API Gateway call the functions of Lambda authorizers.
void add_rest_authorizer_permissions(Scope& api, const Node& auth);
void add_http_authorizer_permissions(Scope& api, const Node& auth);

}  // namespace cxsam::transform::openapi
