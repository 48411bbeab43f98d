// Services that are asked by paths and answer in JSON: Lambda, API Gateway, X-Ray and others.
#pragma once

#include <string>
#include <string_view>

#include "aws/client.h"

namespace cxsam::aws {

/// `path` begins with a slash and is encoded; a `body` that is null is none.
Call rest_call(std::string_view service, std::string_view method, std::string path, const Json& body);

/// Calls and reads the answer; one without a body is an empty object.
Task<Answer<Json>> rest(Client& client, std::string_view service, std::string_view method, std::string path, const Json& body);
Task<Answer<Json>> rest_get(Client& client, std::string_view service, std::string path);

}  // namespace cxsam::aws
