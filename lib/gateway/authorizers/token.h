// Authorizers that look at a token themselves: JWT authorizers of HTTP APIs, Cognito user pools of REST APIs.
#pragma once

#include "gateway/exchange.h"

namespace cxsam::gateway {

/// Source: API Gateway developer guide, "Control access to HTTP APIs with JWT authorizers".
Task<void> check_jwt(Exchange& exchange);

/// Source: API Gateway developer guide, "Control access to REST APIs using Amazon Cognito user pools as an authorizer".
Task<void> check_user_pool(Exchange& exchange);

}  // namespace cxsam::gateway
