// Authorizers that are functions. Sources: API Gateway developer guide, "Use API Gateway Lambda authorizers" and "Control
// access to HTTP APIs with Lambda authorizers".
#pragma once

#include <string>

#include "gateway/call.h"
#include "gateway/exchange.h"

namespace cxsam::gateway {

/// What an authorizer's function says that does not want to answer: {"errorMessage": "Unauthorized"}; "" when it has said
/// nothing.
std::string said_by_failing(const Answered& answered);

/// Asks the route's function, or what it said before, and lets the request go on or ends it.
Task<void> ask_authorizer(Exchange& exchange);

}  // namespace cxsam::gateway
