// The values of parameter mappings of HTTP APIs. Source: API Gateway developer guide, "Transform API requests and responses for
// HTTP APIs in API Gateway".
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "gateway/exchange.h"

namespace cxsam::gateway {

/// What a variable means, "request.header.x"; nothing where it is not there.
using FindVariable = std::function<std::optional<std::string>(std::string_view name)>;

/// `$request.header.x` is a variable, `${request.path.a}-${context.requestId}` a text with several, anything else itself.
/// Nothing for a variable that is not there; in a text it is "".
std::optional<std::string> evaluate(std::string_view expression, const FindVariable& find);

/// Of the request: `request.header.x`, `request.querystring.x` (several values with commas between), `request.body.json.path`,
/// `request.path`, `request.path.x`, `context.x`, `stageVariables.x`. It uses the exchange for as long as it lives.
FindVariable variables_of_request(Exchange& exchange);

/// Of the answer: `response.header.x`, `response.body.json.path`, and the last two of the above.
FindVariable variables_of_response(Exchange& exchange, const http::Response& response);

}  // namespace cxsam::gateway
