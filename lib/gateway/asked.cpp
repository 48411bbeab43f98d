#include "gateway/asked.h"

#include <algorithm>
#include <chrono>

#include "application/authorizer.h"
#include "gateway/exchange.h"
#include "json/json.h"

namespace cxsam::gateway {
namespace {

using Guard = application::Authorizer::Kind;
using Integration = application::Integration;

constexpr int kOk = 200;

std::int64_t milliseconds(std::chrono::nanoseconds time) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(time).count();
}

std::string message_of(const Exchange& exchange) {
  const Refused& refused = *exchange.refused;
  return refused.message.empty() ? std::string(failure_answer(exchange.kind, refused.failure).message) : refused.message;
}

bool is_of(Failure failure, std::initializer_list<Failure> group) { return std::ranges::find(group, failure) != group.end(); }

bool is_integrations(Failure failure) {
  return is_of(failure, {Failure::BadFunctionAnswer, Failure::FunctionThrottled, Failure::IntegrationFailure,
                         Failure::IntegrationTimeout, Failure::Internal});
}

/// A proxy's function says the status itself.
int status_of_integration(const Exchange& exchange) {
  const bool proxy = exchange.match.route->integration.kind == Integration::Kind::LambdaProxy;
  return proxy && !exchange.refused ? exchange.response.status : exchange.asked.integration.status;
}

std::string error_of_integration(const Exchange& exchange) {
  if (!exchange.asked.integration.error.empty()) return exchange.asked.integration.error;
  if (!exchange.refused || !is_integrations(exchange.refused->failure)) return "";
  return exchange.refused->why.empty() ? message_of(exchange) : exchange.refused->why;
}

void describe_integration(const Exchange& exchange, Json& context) {
  const Asked& asked = exchange.asked.integration;
  if (exchange.waited.count() == 0 && asked.status == 0) return;
  Json integration{{"latency", milliseconds(exchange.waited)}};
  context["integrationLatency"] = milliseconds(exchange.waited);
  if (asked.status != 0) {
    context["integrationStatus"] = integration["integrationStatus"] = asked.status;
    integration["status"] = status_of_integration(exchange);
  }
  if (!asked.request_id.empty()) context["awsEndpointRequestId"] = integration["requestId"] = asked.request_id;
  if (const std::string error = error_of_integration(exchange); !error.empty())
    context["integrationErrorMessage"] = integration["error"] = error;
  context["integration"] = std::move(integration);
}

/// Of an HTTP API: the claims of a token, the context that a function gave.
void lift_authorizer(Json& context) {
  Json& authorizer = context["authorizer"];
  if (!authorizer.is_object()) return;
  if (const auto jwt = authorizer.find("jwt"); jwt != authorizer.end() && jwt->is_object() && jwt->contains("claims"))
    authorizer["claims"] = Json((*jwt)["claims"]);
  const auto lambda = authorizer.find("lambda");
  if (lambda != authorizer.end() && lambda->is_object()) authorizer.update(Json(*lambda));
}

Json phase(int status, const std::string& error) {
  Json made{{"status", status}};
  if (!error.empty()) made["error"] = error;
  return made;
}

/// Who the caller is: signatures and tokens of user pools.
bool is_authentication(Failure failure) {
  return is_of(failure, {Failure::Unauthorized, Failure::ExpiredToken, Failure::IncompleteSignature, Failure::InvalidSignature,
                         Failure::NotSigned, Failure::UnknownSigner});
}

void describe_authorizer(const Exchange& exchange, Json& context) {
  const bool guarded = exchange.match.route != nullptr && exchange.match.route->guard != nullptr;
  const Guard kind = guarded ? exchange.match.route->guard->kind : Guard::None;
  if (kind == Guard::None || kind == Guard::Unsupported) return;
  lift_authorizer(context);
  const bool refused = exchange.refused.has_value();
  const Failure failure = refused ? exchange.refused->failure : Failure::Internal;
  const bool denied = refused && failure == Failure::AccessDenied;
  const bool unknown = refused && is_authentication(failure);
  const int status = refused ? failure_answer(exchange.kind, failure).status : kOk;
  const std::string error = denied || unknown ? message_of(exchange) : "";

  if (kind == Guard::Token || kind == Guard::Request) {
    const bool broken = refused && is_of(failure, {Failure::AuthorizerConfiguration, Failure::AuthorizerFailure});
    Json& authorizer = context["authorizer"];
    if (!authorizer.is_object()) authorizer = Json::object();
    const Asked& asked = exchange.asked.authorizer;
    authorizer["status"] = unknown || broken ? status : kOk;
    if (asked.status != 0) authorizer["integrationStatus"] = asked.status;
    if (!asked.request_id.empty()) authorizer["requestId"] = asked.request_id;
    if (authorizer.contains("integrationLatency")) authorizer["latency"] = Json(authorizer["integrationLatency"]);
    if (unknown || broken) authorizer["error"] = exchange.refused->why.empty() ? error : exchange.refused->why;
    if (!unknown && !broken) context["authorize"] = phase(denied ? status : kOk, error);
    return;
  }
  context["authenticate"] = phase(unknown ? status : kOk, unknown ? error : "");
  if (!unknown) context["authorize"] = phase(denied ? status : kOk, error);
  if (unknown && kind == Guard::Jwt)
    context["authorizer"] = {{"error", exchange.refused->why.empty() ? error : exchange.refused->why}};
}

}  // namespace

int status_of_call(const invoke::Outcome& outcome) {
  constexpr int kTooManyRequests = 429;
  constexpr int kBadGateway = 502;
  if (outcome.kind == invoke::Outcome::Kind::Throttled) return kTooManyRequests;
  return outcome.kind == invoke::Outcome::Kind::CannotStart ? kBadGateway : kOk;
}

void describe_asked(const Exchange& exchange, Json& context) {
  describe_integration(exchange, context);
  describe_authorizer(exchange, context);
}

}  // namespace cxsam::gateway
