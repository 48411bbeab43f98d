// Whom a request was put to, and how that went: what access logs tell of integrations and authorizers.
// Sources: API Gateway developer guide, "Variables for access logging for API Gateway", "Customize HTTP API access logs".
#pragma once

#include <string>

#include "invoke/invoke.h"
#include "json/json_fwd.h"

namespace cxsam::gateway {

/// Somebody else who was asked on a request's behalf: Lambda, a service of AWS, a server.
struct Asked {
  int status = 0;          // theirs, 0 where there is no answer; Lambda's own, also where a function has failed
  std::string request_id;  // theirs, "" for none
  std::string error = {};  // why the answer cannot be used; "" where it can
};

/// What Lambda answers a call with: a function that fails is no failure of Lambda's. 0 where it gives no answer.
int status_of_call(const invoke::Outcome& outcome);

struct Endpoints {
  Asked integration;
  Asked authorizer;
};

inline constexpr int kGranted = 200;  // of a verdict that lets the request go on

/// How one of the questions before a route has ended.
struct Verdict {
  int status = 0;          // kGranted, or what the client gets; 0 where it was not asked
  std::string error = {};  // "" for none
};

/// What those who guard a route have said, as far as they were asked.
struct Verdicts {
  Verdict authenticate;  // who it is: signatures, tokens
  Verdict authorize;     // what he may do
  Verdict authorizer;    // whether an authorizer could decide; of tokens the error alone
};

struct Exchange;

/// Of who has just refused the exchange.
Verdict verdict_of_refusal(const Exchange& exchange);

/// Puts members into `$context`: `integration`, `integrationStatus`, `awsEndpointRequestId`, `authorizer.status`,
/// `authenticate`, `authorize` and their like, as far as the exchange has come.
void describe_asked(const Exchange& exchange, Json& context);

}  // namespace cxsam::gateway
