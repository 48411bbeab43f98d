#include "gateway/websocket/authorise.h"

#include <algorithm>

#include "gateway/authorizers/approach.h"
#include "gateway/authorizers/grant.h"
#include "gateway/authorizers/guards.h"
#include "gateway/authorizers/lambda.h"
#include "gateway/authorizers/signature.h"
#include "gateway/call.h"
#include "gateway/failure.h"
#include "gateway/websocket/selection.h"
#include "iam/decide.h"

namespace cxsam::gateway::websocket {
namespace {

using application::Authorizer;
using application::IdentitySource;
using Refusal = std::optional<http::Response>;

constexpr std::uint32_t kPatienceMs = 30000;

Refusal refuse(Failure failure) { return failure_response(application::Api::Kind::Rest, failure); }

Refusal refuse_access(std::string message) {
  return failure_response(application::Api::Kind::Rest,
                          Refused{.failure = Failure::AccessDenied, .message = std::move(message)});
}

Refusal blame(const Served& served, const Authorizer& guard, const std::string& why) {
  note(served, guard.function, "authorizer `" + guard.name + "`: " + why);
  return refuse(Failure::AuthorizerConfiguration);
}

std::string method_arn(const Served& served, const Happening& happening) {
  return api_arn(served, happening.api.logical_id + "/" + happening.api.stage.name + "/$connect");
}

iam::Ask ask_of(const Served& served, const Happening& happening, const Signer* signer) {
  return make_ask(served, {.action = "execute-api:Invoke", .resource = method_arn(served, happening)}, *happening.request,
                  happening.ids.time, signer);
}

bool is_missing(const IdentitySource& source, const Happening& happening) {
  const auto name = [&]() -> std::string {
    switch (source.from) {
      case IdentitySource::From::Header:
        return "request.header." + source.name;
      case IdentitySource::From::Query:
        return "request.querystring." + source.name;
      case IdentitySource::From::StageVariable:
        return "stageVariables." + source.name;
      default:
        return "context." + source.name;
    }
  };
  return find_variable(happening, name()).value_or("").empty();
}

Refusal check_signature(const Served& served, const Happening& happening, Connection& connection) {
  const auto signer =
      find_caller(*happening.request, "execute-api", served.services.guards->options.signers, happening.ids.time);
  if (!signer) {
    note(served, "", "`$connect`: the signature is refused: " + signer.error().message);
    return refuse(failure_of(signer.error().kind));
  }
  const iam::Ask ask = ask_of(served, happening, *signer);
  if (of_identity(**signer, ask) != iam::Decision::Allowed)
    return refuse_access("User: " + (*signer)->arn +
                         " is not authorized to perform: execute-api:Invoke on resource: " + ask.resource);
  connection.identity = identity_of(**signer);
  return std::nullopt;
}

Refusal take(const Served& served, const Happening& happening, const Authorizer& guard, const Answered& answered,
             Connection& connection) {
  if (answered.outcome.kind != invoke::Outcome::Kind::Ok) {
    const std::string message = said_by_failing(answered);
    return message == "Unauthorized" ? refuse(Failure::Unauthorized) : blame(served, guard, "its function failed: " + message);
  }
  const auto grant = read_grant(answered.answer.body, {.rest = true});
  if (!grant) return blame(served, guard, "what its function answered cannot be used: " + grant.error().message);
  const iam::Decision decision = iam::decide(grant->policies, ask_of(served, happening, nullptr));
  if (decision == iam::Decision::Denied)
    return refuse_access("User is not authorized to access this resource with an explicit deny");
  if (decision != iam::Decision::Allowed) return refuse(Failure::AccessDenied);
  connection.authorizer = grant->context_v1;
  if (happening.api.key_from_authorizer) connection.api_key = grant->usage_key;
  return std::nullopt;
}

Task<Refusal> ask_function(const Served& served, const Happening& happening, const Authorizer& guard, Connection& connection) {
  const auto invoker = served.invokers.find(guard.function);
  if (invoker == served.invokers.end()) co_return blame(served, guard, "its function cannot run");
  invoke::Invocation invocation{.request_id = make_uuid(served.services.world.random),
                                .payload = make_authorizer_event(happening, method_arn(served, happening)),
                                .trace_id = happening.ids.trace};
  const application::Integration asked{.target = application::FunctionProxy{{.path = guard.function}},
                                       .timeout_ms = kPatienceMs};
  const auto answered = co_await call_within(served, asked, invoker->second, std::move(invocation));
  if (!answered) co_return blame(served, guard, "its function took longer than 30 seconds");
  co_return take(served, happening, guard, *answered, connection);
}

}  // namespace

Task<Refusal> authorise(const Served& served, const Happening& happening, const Authorizer& guard, Connection& connection) {
  if (served.services.guards->options.disabled) co_return std::nullopt;
  if (guard.kind == Authorizer::Kind::Iam) co_return check_signature(served, happening, connection);
  if (guard.kind != Authorizer::Kind::Request) co_return std::nullopt;  // it cannot be asked, which was said at start
  const bool missing = std::ranges::any_of(guard.identity, [&](const auto& source) { return is_missing(source, happening); });
  if (missing) co_return refuse(Failure::Unauthorized);
  co_return co_await ask_function(served, happening, guard, connection);
}

}  // namespace cxsam::gateway::websocket
