// Whether the route's authorizer lets the caller in. It fills exchange.caller, or refuses.
#include <algorithm>

#include "application/authorizer.h"
#include "gateway/authorizers/approach.h"
#include "gateway/authorizers/guards.h"
#include "gateway/authorizers/lambda.h"
#include "gateway/authorizers/refusals.h"
#include "gateway/authorizers/signature.h"
#include "gateway/authorizers/token.h"
#include "gateway/exchange.h"
#include "gateway/steps/step.h"

namespace cxsam::gateway {
namespace {

using Kind = application::Authorizer::Kind;

/// SAM CLI does not ask a function that stands elsewhere, and yet wants what it would be asked with.
void want_identity(Exchange& exchange) {
  const std::vector<std::string> identity = identity_of(exchange.match.route->guard->identity, exchange);
  const bool complete = std::ranges::none_of(identity, [](const std::string& value) { return value.empty(); });
  if (!complete) refuse_unidentified(exchange, "its identity source is missing");
}

Task<void> run(Exchange& exchange) {
  const GuardOptions& options = exchange.served->services.guards->options;
  const Kind kind = exchange.match.route->guard->kind;
  const bool calls_function = exchange.match.route->guard->calls_function();
  if (options.disabled) co_return;
  if (exchange.match.route->guard->is_elsewhere()) co_return want_identity(exchange);
  if (options.as_sam && !calls_function) co_return;
  if (calls_function) co_return co_await ask_authorizer(exchange);
  if (kind == Kind::Jwt) co_return co_await check_jwt(exchange);
  if (kind == Kind::Cognito) co_return co_await check_user_pool(exchange);
  if (kind == Kind::Iam) check_signature(exchange);
}

}  // namespace

const Step kAuthorise{.name = "authorizer", .later = run};

}  // namespace cxsam::gateway
