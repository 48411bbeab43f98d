// Callers who sign (AWS_IAM).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

#include "aws/verify.h"
#include "gateway/authorizers/signers.h"
#include "gateway/exchange.h"
#include "http/server.h"
#include "iam/decide.h"

namespace cxsam::gateway {

/// Who has signed a request for `service` ("execute-api", "lambda").
tl::expected<const Signer*, aws::Refusal> find_caller(const http::Request& request, std::string_view service,
                                                      const std::vector<Signer>& signers, Clock::WallTime now);

/// What a signer's own policies say.
iam::Decision of_identity(const Signer& signer, const iam::Ask& ask);

/// The members of `requestContext.identity` that say who has signed.
std::vector<std::pair<std::string, std::string>> identity_of(const Signer& signer);

/// The failure that a refused signature is.
Failure failure_of(aws::Refusal::Kind kind);

/// `requestContext.authorizer.iam` of payload format 2.0 with its key, as a JSON map.
std::string iam_context(const Signer& signer);

/// Checks the signature of a request and what identity and resource policies say of its owner. Source: API Gateway developer
/// guide, "Control access to a REST API with IAM permissions", "Control access to HTTP APIs with IAM authorization in API
/// Gateway".
void check_signature(Exchange& exchange);

/// Why a request is refused that no route is for: one who has signed it hears that there is no such method of a REST API, and
/// others that they have not signed. Source: API Gateway developer guide, "Gateway response types", RESOURCE_NOT_FOUND.
Refused refuse_unrouted(const Exchange& exchange);

/// Whether who has signed a request may do something else with its method, too: "execute-api:InvalidateCache". False for one
/// whom nobody has signed.
bool caller_may(const Exchange& exchange, std::string_view action);

/// What a resource policy says of a request that nobody signs.
void check_resource_policy(Exchange& exchange);

}  // namespace cxsam::gateway
