// A token's claims as events have them: all of them texts.
#pragma once

#include <span>
#include <string>

#include "json/json_fwd.h"

namespace cxsam::gateway {

/// {"sub": "x", "groups": "[a b]", "n": "1"}: HTTP APIs. Source: API Gateway developer guide, "Control access to HTTP APIs with
/// JWT authorizers", and what events of AWS look like.
std::string claims_of_http_api(const Json& claims);

/// {"sub": "x", "cognito:groups": "a,b", "exp": "Tue Sep 08 21:09:58 UTC 2020"}: REST APIs with a Cognito user pool.
std::string claims_of_user_pool(const Json& claims);

/// The scopes of the route that the token has, as a JSON list; null for a route without any.
std::string scopes_json(std::span<const std::string> scopes);

}  // namespace cxsam::gateway
