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

/// A requirement that stands in `security` until the API's own requirement is known: no key, although the API asks for one.
inline constexpr std::string_view kNoKey = "api_key_false";

/// Sets `security` (and credentials for AWS_IAM) of a REST operation from what the event's own Auth asks for, and declares
/// the schemes of AWS_IAM and keys in the document.
void secure_rest_operation(EventScope& event, const Node* api_auth, Definition& definition, Node& operation);

/// Adds what the Auth of an HttpApi event asks for to the operation's `security`.
void secure_http_operation(EventScope& event, const Node* api_auth, Node& operation);

/// Gives all operations with an integration the API's DefaultAuthorizer and key, as far as they have none of their own.
void apply_rest_defaults(Scope& api, const Node& auth, Definition& definition);
void apply_http_defaults(Scope& api, const Node& auth, Definition& definition);

/// Declares the API's authorizers, and AWS_IAM and api_key where they hold by default.
void add_rest_schemes(Scope& api, const Node& auth, Definition& definition);
void add_http_schemes(Scope& api, const Node& auth, Definition& definition);

/// {type: apiKey, ...}: the schemes that have no authorizer of the API.
Node iam_scheme(const Maker& make);
Node key_scheme(const Maker& make);

/// Lets API Gateway call the functions of Lambda authorizers.
void add_rest_authorizer_permissions(Scope& api, const Node& auth);
void add_http_authorizer_permissions(Scope& api, const Node& auth);

}  // namespace cxsam::transform::openapi
