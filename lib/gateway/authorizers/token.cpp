#include "gateway/authorizers/token.h"

#include <algorithm>

#include "base/text.h"
#include "gateway/authorizers/approach.h"
#include "gateway/authorizers/claims.h"
#include "gateway/authorizers/guards.h"
#include "gateway/authorizers/pools.h"
#include "gateway/authorizers/refusals.h"
#include "json/json.h"
#include "jwt/claims.h"
#include "jwt/token.h"
#include "jwt/verify.h"

namespace cxsam::gateway {
namespace {

using application::Authorizer;
using Checked = tl::expected<Json, jwt::Refusal>;

tl::unexpected<jwt::Refusal> refuse(jwt::Refusal::Kind kind, std::string message) {
  return tl::unexpected<jwt::Refusal>({kind, std::move(message)});
}

/// The token behind "Bearer ", or alone.
std::string_view bare(std::string_view value) {
  constexpr std::size_t kLength = 7;
  return trim(value.size() > kLength && equals_ignoring_case(value.substr(0, kLength), "bearer ") ? value.substr(kLength)
                                                                                                  : value);
}

/// Signature, issuer and times: what every token needs. Its claims.
Task<Checked> check(Guards& guards, std::string text, std::vector<std::string> expected, bool own_pool, Clock::WallTime now) {
  auto token = jwt::read_token(text);
  if (!token) co_return refuse(jwt::Refusal::Kind::Malformed, token.error().message);
  const std::string issuer = jwt::text_claim(token->claims, "iss");
  if (!is_expected(issuer, expected, own_pool, guards.options.detours))
    co_return refuse(jwt::Refusal::Kind::Issuer, "the token does not have a valid issuer");
  auto keys = co_await guards.issuers.keys_of(issuer, token->key_id);
  if (!keys)
    co_return refuse(jwt::Refusal::Kind::UnknownKey, "OIDC discovery endpoint communication error: " + keys.error().message);
  if (auto verified = jwt::verify_signature(*token, **keys); !verified) co_return tl::unexpected(verified.error());
  if (auto timely = jwt::check_times(token->claims, now); !timely) co_return tl::unexpected(timely.error());
  co_return std::move(token->claims);
}

std::string challenge(const Authorizer& guard, std::string_view error, std::string_view description) {
  std::string text = "Bearer scope=\"" + join(guard.scopes, " ") + "\" error=\"" + std::string(error) + "\"";
  if (description.empty()) return text;
  std::string safe(description);
  std::ranges::replace(safe, '"', '\'');
  return text + " error_description=\"" + safe + "\"";
}

void refuse_token(Exchange& exchange, std::string why, std::string header, Failure failure = Failure::Unauthorized) {
  Refused refused{.failure = failure, .why = "authorizer `" + exchange.match.route->guard->name + "`: " + std::move(why)};
  refused.headers.emplace_back("www-authenticate", std::move(header));
  exchange.refuse(std::move(refused));
  Verdicts& said = exchange.verdicts;
  if (failure == Failure::AccessDenied) {
    said.authenticate.status = kGranted;
    said.authorize = verdict_of_refusal(exchange);
    return;
  }
  said.authenticate = verdict_of_refusal(exchange);
  said.authorizer.error = exchange.refused->why;
}

void refuse_pool_token(Exchange& exchange, std::string why, std::string message = "") {
  refuse_unidentified(exchange, std::move(why));
  exchange.refused->message = std::move(message);
  exchange.verdicts.authenticate = verdict_of_refusal(exchange);
}

void let_in(Exchange& exchange, std::string context) {
  exchange.caller.authorizer = std::move(context);
  exchange.verdicts.authenticate.status = exchange.verdicts.authorize.status = kGranted;
}

bool has_scope(const Authorizer& guard, const Json& claims) {
  const std::vector<std::string> given = jwt::scopes_of(claims);
  return guard.scopes.empty() || std::ranges::any_of(guard.scopes, [&](const std::string& one) {
           return std::ranges::find(given, one) != given.end();
         });
}

void take_jwt(Exchange& exchange, const Json& claims) {
  const application::Route& route = *exchange.match.route;
  const std::string both =
      "{\"claims\":" + claims_of_http_api(claims) + ",\"scopes\":" + scopes_json(route.guard->scopes) + "}";
  let_in(exchange, route.integration.payload_format == "2.0" ? "{\"jwt\":" + both + "}" : both);
}

void take_pool(Exchange& exchange, const Json& claims) { let_in(exchange, "{\"claims\":" + claims_of_user_pool(claims) + "}"); }

/// Where tests say who calls. The option was checked at start.
std::optional<Json> fixed_claims(const Guards& guards) {
  if (!guards.options.claims) return std::nullopt;
  return *parse_json(*guards.options.claims);
}

std::string token_of(const Exchange& exchange) {
  const std::vector<std::string> identity = identity_of(exchange.match.route->guard->identity, exchange);
  return std::string(bare(identity.front()));
}

}  // namespace

Task<void> check_jwt(Exchange& exchange) {
  Guards& guards = *exchange.served->services.guards;
  const Authorizer& guard = *exchange.match.route->guard;
  if (const auto claims = fixed_claims(guards)) co_return take_jwt(exchange, *claims);
  std::string token = token_of(exchange);
  if (token.empty()) co_return refuse_token(exchange, "there is no token", "Bearer");
  Checked claims = co_await check(guards, std::move(token), {guard.issuer}, guard.of_own_pool, exchange.ids.time);
  if (claims)
    if (auto audience = jwt::check_audience(*claims, guard.audiences); !audience) claims = tl::unexpected(audience.error());
  if (!claims) {
    std::string header = challenge(guard, "invalid_token", claims.error().message.substr(0, claims.error().message.find(": ")));
    co_return refuse_token(exchange, std::move(claims.error().message), std::move(header));
  }
  if (!has_scope(guard, *claims))
    co_return refuse_token(exchange, "the token has none of the scopes " + join(guard.scopes, ", "),
                           challenge(guard, "insufficient_scope", ""), Failure::AccessDenied);
  take_jwt(exchange, *claims);
}

Task<void> check_user_pool(Exchange& exchange) {
  Guards& guards = *exchange.served->services.guards;
  const Authorizer& guard = *exchange.match.route->guard;
  if (const auto claims = fixed_claims(guards)) co_return take_pool(exchange, *claims);
  std::string token = token_of(exchange);
  if (token.empty()) co_return refuse_pool_token(exchange, "there is no token");
  std::vector<std::string> expected;
  for (const std::string& pool : guard.user_pools) expected.push_back(issuer_of_pool(pool));
  Checked claims = co_await check(guards, std::move(token), std::move(expected), guard.of_own_pool, exchange.ids.time);
  if (!claims) {
    const bool expired = claims.error().kind == jwt::Refusal::Kind::Expired;
    co_return refuse_pool_token(exchange, claims.error().message, expired ? "The incoming token has expired" : "");
  }
  // An access token has no audience. Source: API Gateway API reference, "Authorizer".
  if (guard.validation && guard.validation->matches_whole(jwt::text_claim(*claims, "aud")) != true)
    co_return refuse_pool_token(exchange, "the token's `aud` does not match its identity validation expression");
  const std::string wanted = guard.scopes.empty() ? "id" : "access";
  if (jwt::text_claim(*claims, "token_use") != wanted)
    co_return refuse_pool_token(exchange, "a route " + std::string(guard.scopes.empty() ? "without" : "with") +
                                              " scopes wants " + (guard.scopes.empty() ? "an ID" : "an access") + " token");
  if (!has_scope(guard, *claims))
    co_return refuse_pool_token(exchange, "the token has none of the scopes " + join(guard.scopes, ", "));
  take_pool(exchange, *claims);
}

}  // namespace cxsam::gateway
