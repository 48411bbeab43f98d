// A request as policies and authorizers see it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "application/authorizer.h"
#include "gateway/authorizers/signers.h"
#include "gateway/exchange.h"
#include "iam/decide.h"

namespace cxsam::gateway {

/// "arn:aws:execute-api:us-east-1:123456789012:Api/Prod/GET/orders/7": what policies name, and events have as `methodArn` or
/// `routeArn`.
std::string method_arn(const Exchange& exchange);

/// What policies can ask about a request. `signer` is null for one who does not sign.
iam::Ask ask_of(const Exchange& exchange, const Signer* signer);

/// The values of identity sources, "" for one that is missing; in their order.
std::vector<std::string> identity_of(const std::vector<application::IdentitySource>& sources, const Exchange& exchange);

}  // namespace cxsam::gateway
