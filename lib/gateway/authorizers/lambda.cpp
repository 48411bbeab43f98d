#include "gateway/authorizers/lambda.h"

#include <algorithm>
#include <chrono>

#include "gateway/authorizers/approach.h"
#include "gateway/authorizers/guards.h"
#include "gateway/authorizers/lambda_event.h"
#include "gateway/authorizers/refusals.h"
#include "gateway/cache_key.h"
#include "gateway/call.h"
#include "json/json.h"
#include "loop/within.h"

namespace cxsam::gateway {
namespace {

using application::Authorizer;
using std::chrono::milliseconds;

/// API Gateway waits no longer for an authorizer's function.
constexpr std::chrono::seconds kPatience{30};

/// Whether a value that is missing keeps the function from being asked: always but in REST APIs that keep no answers.
bool needs_identity(const Exchange& exchange, const Guards& guards) {
  const Authorizer& guard = *exchange.match.route->guard;
  const bool rest = exchange.kind == application::Api::Kind::Rest;
  return guards.options.as_sam || !rest || guard.kind == Authorizer::Kind::Token || guard.ttl_s > 0;
}

std::string key_of(const Exchange& exchange, const std::vector<std::string>& identity) {
  const application::Api& api = *exchange.match.api;
  std::string key = application::full_path(api.stack_path, api.logical_id) + "/" + exchange.match.stage->name;
  append_key_part(key, exchange.match.route->guard->name);
  for (const std::string& value : identity) append_key_part(key, value);
  return key;
}

void turn_away(Exchange& exchange, std::string why) {
  refuse_unidentified(exchange, std::move(why));
  exchange.verdicts.authorizer = {.status = verdict_of_refusal(exchange).status, .error = exchange.refused->why};
}

void let_in(Exchange& exchange, const Grant& grant, milliseconds latency) {
  const bool second = exchange.match.route->integration.payload_format == "2.0";
  exchange.verdicts.authorize.status = kGranted;
  exchange.caller.usage_key = grant.usage_key;
  exchange.caller.authorizer = second ? grant.context_v2 : grant.context_v1;
  if (exchange.kind != application::Api::Kind::Rest || exchange.served->services.guards->options.as_sam) return;
  std::string& context = exchange.caller.authorizer;
  context.insert(context.size() - 1, ",\"integrationLatency\":" + std::to_string(latency.count()));
}

void decide(Exchange& exchange, const Grant& grant, milliseconds latency) {
  exchange.verdicts.authorizer.status = kGranted;
  if (grant.authorized) {
    if (!*grant.authorized) return refuse_access(exchange, false);
    return let_in(exchange, grant, latency);
  }
  const iam::Decision decision = iam::decide(grant.policies, ask_of(exchange, nullptr));
  if (decision != iam::Decision::Allowed) return refuse_access(exchange, decision == iam::Decision::Denied);
  let_in(exchange, grant, latency);
}

Task<Answered> call(std::shared_ptr<invoke::Invoker> invoker, invoke::Invocation invocation) {
  Answered answered;
  answered.outcome = co_await invoker->invoke(invocation, answered.answer);
  co_return answered;
}

/// Nothing when the request is refused.
Task<std::shared_ptr<const Grant>> ask(Exchange& exchange, const std::vector<std::string>& identity) {
  const Authorizer& guard = *exchange.match.route->guard;
  const Served& served = *exchange.served;
  const World& world = served.services.world;
  const auto invoker = served.invokers.find(guard.function);
  if (invoker == served.invokers.end()) {
    refuse_for_authorizer(exchange, Failure::AuthorizerConfiguration, "its function cannot run");
    co_return nullptr;
  }
  invoke::Invocation invocation{.request_id = make_uuid(world.random),
                                .payload = make_authorizer_event(exchange, identity),
                                .trace_id = exchange.ids.trace};
  exchange.asked.authorizer.request_id = invocation.request_id;
  Task<Answered> under_way = call(invoker->second, std::move(invocation));
  const std::optional<Answered> answered = co_await within(world, kPatience, std::move(under_way));
  if (!answered) {
    refuse_for_authorizer(exchange, Failure::AuthorizerFailure, "its function took longer than 30 seconds");
    co_return nullptr;
  }
  exchange.asked.authorizer.status = status_of_call(answered->outcome);
  const bool as_sam = served.services.guards->options.as_sam;
  if (answered->outcome.kind != invoke::Outcome::Kind::Ok && !as_sam) {
    const std::string message = said_by_failing(*answered);
    if (message == "Unauthorized") {
      turn_away(exchange, "its function said so");
    } else {
      refuse_for_authorizer(exchange, Failure::AuthorizerFailure, "its function failed: " + message);
    }
    co_return nullptr;
  }
  const GrantForm form{.rest = exchange.kind == application::Api::Kind::Rest, .simple = guard.simple, .as_sam = as_sam};
  Result<Grant> grant = read_grant(answered->answer.body, form);
  if (!grant) {
    refuse_for_authorizer(exchange, Failure::AuthorizerConfiguration,
                          "what its function answered cannot be used: " + grant.error().message);
    co_return nullptr;
  }
  co_return std::make_shared<const Grant>(std::move(*grant));
}

}  // namespace

std::string said_by_failing(const Answered& answered) {
  const std::string& document = answered.answer.body.empty() ? answered.outcome.error_document : answered.answer.body;
  const auto json = parse_json(document);
  if (!json || !json->is_object() || !json->contains("errorMessage")) return "";
  const Json& message = json->at("errorMessage");
  return message.is_string() ? message.get<std::string>() : "";
}

Task<void> ask_authorizer(Exchange& exchange) {
  Guards& guards = *exchange.served->services.guards;
  const Authorizer& guard = *exchange.match.route->guard;
  const std::vector<std::string> identity = identity_of(guard.identity, exchange);
  const bool complete = std::ranges::none_of(identity, [](const std::string& value) { return value.empty(); });
  if (!complete && needs_identity(exchange, guards)) co_return turn_away(exchange, "its identity source is missing");
  if (guard.kind == Authorizer::Kind::Token && guard.validation && guard.validation->matches_whole(identity.front()) != true)
    co_return turn_away(exchange, "the token does not match its identity validation expression");

  const bool keeps = guard.ttl_s > 0 && !identity.empty() && !guards.options.as_sam;
  const std::string key = keeps ? key_of(exchange, identity) : "";
  std::shared_ptr<const Grant> grant = keeps ? guards.grants.find(key) : nullptr;
  if (grant != nullptr) co_return decide(exchange, *grant, milliseconds(0));
  const Clock::TimePoint begin = exchange.served->services.world.clock.now();
  grant = co_await ask(exchange, identity);
  if (grant == nullptr) co_return;
  if (keeps) guards.grants.put(key, grant, std::chrono::seconds(guard.ttl_s));
  const auto latency = std::chrono::duration_cast<milliseconds>(exchange.served->services.world.clock.now() - begin);
  decide(exchange, *grant, latency);
}

}  // namespace cxsam::gateway
