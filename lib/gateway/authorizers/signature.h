// Callers who sign (AWS_IAM).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "aws/verify.h"
#include "gateway/authorizers/signers.h"
#include "gateway/exchange.h"
#include "http/server.h"

namespace cxsam::gateway {

/// Who has signed a request for `service` ("execute-api", "lambda").
tl::expected<const Signer*, aws::Refusal> find_caller(const http::Request& request, std::string_view service,
                                                      const std::vector<Signer>& signers, Clock::WallTime now);

/// `requestContext.authorizer.iam` of payload format 2.0 with its key, as a JSON map.
std::string iam_context(const Signer& signer);

/// Checks the signature of a request and what identity and resource policies say of its owner. Source: API Gateway developer
/// guide, "Control access to a REST API with IAM permissions", "Control access to HTTP APIs with IAM authorization in API
/// Gateway".
void check_signature(Exchange& exchange);

/// Whether who has signed a request may do something else with its method, too: "execute-api:InvalidateCache". False for one
/// whom nobody has signed.
bool caller_may(const Exchange& exchange, std::string_view action);

/// What a resource policy says of a request that nobody signs.
void check_resource_policy(Exchange& exchange);

}  // namespace cxsam::gateway
