// A request as policies and authorizers see it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "application/authorizer.h"
#include "gateway/authorizers/signers.h"
#include "gateway/exchange.h"
#include "iam/decide.h"

namespace cxsam::gateway {

/// "arn:aws:execute-api:us-east-1:123456789012:Api/Prod/GET/orders/7": what policies name, and events have as `methodArn` or
/// `routeArn`.
std::string method_arn(const Exchange& exchange);

/// The ARN of something of an API; `rest` is "Api/Prod/GET/orders/7".
std::string api_arn(const Served& served, std::string_view rest);

/// What somebody wants to do with what.
struct Wish {
  std::string_view action;  // "execute-api:Invoke"
  std::string resource;     // its ARN
};

/// What policies can ask about a request at that time. `signer` is null for one who does not sign.
iam::Ask make_ask(const Served& served, Wish wish, const http::Request& request, Clock::WallTime time, const Signer* signer);

/// What policies can ask about a request. `signer` is null for one who does not sign.
iam::Ask ask_of(const Exchange& exchange, const Signer* signer);

/// The values of identity sources, "" for one that is missing; in their order.
std::vector<std::string> identity_of(const std::vector<application::IdentitySource>& sources, const Exchange& exchange);

}  // namespace cxsam::gateway
