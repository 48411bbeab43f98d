#include "gateway/asked.h"

#include <algorithm>
#include <chrono>
#include <iterator>

#include "gateway/exchange.h"
#include "json/json.h"

namespace cxsam::gateway {
namespace {

using Integration = application::Integration;

constexpr int kOk = 200;

std::int64_t milliseconds(std::chrono::nanoseconds time) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(time).count();
}

std::string message_of(const Exchange& exchange) {
  const Refused& refused = *exchange.refused;
  return refused.message.empty() ? std::string(failure_answer(exchange.kind, refused.failure).message) : refused.message;
}

bool is_integrations(Failure failure) {
  constexpr Failure kTheirs[] = {Failure::BadFunctionAnswer, Failure::FunctionThrottled, Failure::IntegrationFailure,
                                 Failure::IntegrationTimeout, Failure::Internal};
  return std::ranges::find(kTheirs, failure) != std::end(kTheirs);
}

/// A proxy's function says the status itself.
int status_of_integration(const Exchange& exchange) {
  const bool proxy = exchange.match.route->integration.is<application::FunctionProxy>();
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
  const auto found = context.find("authorizer");
  if (found == context.end() || !found->is_object()) return;
  Json& authorizer = *found;
  if (const auto jwt = authorizer.find("jwt"); jwt != authorizer.end() && jwt->is_object() && jwt->contains("claims"))
    authorizer["claims"] = Json((*jwt)["claims"]);
  const auto lambda = authorizer.find("lambda");
  if (lambda != authorizer.end() && lambda->is_object()) authorizer.update(Json(*lambda));
}

Json as_json(const Verdict& verdict) {
  Json made = Json::object();
  if (verdict.status != 0) made["status"] = verdict.status;
  if (!verdict.error.empty()) made["error"] = verdict.error;
  return made;
}

void describe_authorizer(const Exchange& exchange, Json& context) {
  lift_authorizer(context);
  const Verdicts& said = exchange.verdicts;
  if (said.authenticate.status != 0) context["authenticate"] = as_json(said.authenticate);
  if (said.authorize.status != 0) context["authorize"] = as_json(said.authorize);
  if (said.authorizer.status == 0 && said.authorizer.error.empty()) return;
  Json& authorizer = context["authorizer"];
  if (!authorizer.is_object()) authorizer = Json::object();
  authorizer.update(as_json(said.authorizer));
  const Asked& asked = exchange.asked.authorizer;
  if (asked.status != 0) authorizer["integrationStatus"] = asked.status;
  if (!asked.request_id.empty()) authorizer["requestId"] = asked.request_id;
  if (authorizer.contains("integrationLatency")) authorizer["latency"] = Json(authorizer["integrationLatency"]);
}

}  // namespace

int status_of_call(const invoke::Outcome& outcome) {
  constexpr int kTooManyRequests = 429;
  constexpr int kBadGateway = 502;
  if (outcome.kind == invoke::Outcome::Kind::Throttled) return kTooManyRequests;
  return outcome.kind == invoke::Outcome::Kind::CannotStart ? kBadGateway : kOk;
}

Verdict verdict_of_refusal(const Exchange& exchange) {
  return {.status = failure_answer(exchange.kind, exchange.refused->failure).status, .error = message_of(exchange)};
}

void describe_asked(const Exchange& exchange, Json& context) {
  describe_integration(exchange, context);
  describe_authorizer(exchange, context);
}

}  // namespace cxsam::gateway
