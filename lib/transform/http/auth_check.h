// Whether the `Auth` of an HTTP API is well-formed.
// Source: AWS SAM developer guide, "HttpApiAuth", "OAuth2Authorizer", "LambdaAuthorizer".
#pragma once

#include "transform/scope.h"

namespace cxsam::transform {

/// False after an error.
bool check_http_auth(Scope& api, const Node& auth);

}  // namespace cxsam::transform
