#include "gateway/authorizers/signature.h"

#include <algorithm>

#include "application/authorizer.h"
#include "gateway/authorizers/approach.h"
#include "gateway/authorizers/guards.h"
#include "gateway/json_writer.h"

namespace cxsam::gateway {
namespace {

using Kind = aws::Refusal::Kind;
using iam::Decision;

system::HttpRequest as_client_request(const http::Request& request) {
  system::HttpRequest same{.method = request.method, .url = request.target, .headers = {}, .body = request.body};
  for (const auto& [name, value] : request.headers) same.headers.push_back({name, value});
  return same;
}

Refused refuse_signature(const Exchange& exchange, const aws::Refusal& why) {
  Refused refused{.failure = failure_of(why.kind), .why = "the signature is refused: " + why.message};
  const bool rest = exchange.kind == application::Api::Kind::Rest;
  if (rest && why.kind != Kind::NotSigned) refused.message = why.message;
  return refused;
}

/// "User: arn:aws:iam::123456789012:user/bob is not authorized to perform: execute-api:Invoke on resource:
/// arn:aws:execute-api:..."
void refuse_caller(Exchange& exchange, std::string_view who, const std::string& resource, bool denied) {
  Refused refused{.failure = Failure::AccessDenied};
  if (exchange.kind == application::Api::Kind::Rest) {
    refused.message =
        "User: " + std::string(who) + " is not authorized to perform: execute-api:Invoke on resource: " + resource;
    if (denied) refused.message += " with an explicit deny";
  }
  exchange.refuse(std::move(refused));
}

/// Within an account either side may allow; another account's identity needs both. Source: API Gateway developer guide, "How
/// API Gateway resource policies affect authorization workflow".
bool may_call(Decision identity, Decision resource, bool has_policy, bool same_account) {
  if (identity == Decision::Denied || resource == Decision::Denied) return false;
  if (!has_policy) return same_account && identity == Decision::Allowed;
  if (same_account) return identity == Decision::Allowed || resource == Decision::Allowed;
  return identity == Decision::Allowed && resource == Decision::Allowed;
}

void fill_caller(Exchange& exchange, const Signer& signer) {
  if (exchange.match.route->integration.payload_format == "2.0") {
    exchange.caller.authorizer = iam_context(signer);
    return;
  }
  for (auto& member : identity_of(signer)) exchange.caller.identity.push_back(std::move(member));
}

}  // namespace

Failure failure_of(Kind kind) {
  switch (kind) {
    case Kind::NotSigned:
      return Failure::NotSigned;
    case Kind::Malformed:
      return Failure::IncompleteSignature;
    case Kind::UnknownKey:
      return Failure::UnknownSigner;
    case Kind::ExpiredToken:
      return Failure::ExpiredToken;
    case Kind::Expired:
    case Kind::WrongSignature:
    case Kind::WrongPayload:
      break;
  }
  return Failure::InvalidSignature;
}

Decision of_identity(const Signer& signer, const iam::Ask& ask) {
  return signer.unbounded ? Decision::Allowed : iam::decide(signer.policies, ask);
}

std::vector<std::pair<std::string, std::string>> identity_of(const Signer& signer) {
  return {{"accessKey", signer.keys.access_key},
          {"accountId", signer.account},
          {"caller", signer.user_id},
          {"user", signer.user_id},
          {"userArn", signer.arn}};
}

tl::expected<const Signer*, aws::Refusal> find_caller(const http::Request& request, std::string_view service,
                                                      const std::vector<Signer>& signers, Clock::WallTime now) {
  const auto lookup = [&](std::string_view key) -> std::optional<aws::Credentials> {
    const Signer* signer = find_signer(signers, key);
    return signer == nullptr ? std::nullopt : std::optional(signer->keys);
  };
  const auto verified = aws::verify(as_client_request(request), lookup, now);
  if (!verified) return tl::unexpected(verified.error());
  if (verified->service != service)
    return tl::unexpected<aws::Refusal>(
        {Kind::WrongSignature, "Credential should be scoped to correct service: '" + std::string(service) + "'."});
  return find_signer(signers, verified->access_key);
}

std::string iam_context(const Signer& signer) {
  std::string text;
  JsonWriter json(text);
  json.begin_object();
  json.key("iam");
  json.begin_object();
  json.member("accessKey", signer.keys.access_key);
  json.member("accountId", signer.account);
  json.member("callerId", signer.user_id);
  json.null_member("cognitoIdentity");
  json.null_member("principalOrgId");
  json.member("userArn", signer.arn);
  json.member("userId", signer.user_id);
  json.end_object();
  json.end_object();
  return text;
}

bool caller_may(const Exchange& exchange, std::string_view action) {
  const auto& known = exchange.caller.identity;
  const auto key = std::ranges::find_if(known, [](const auto& member) { return member.first == "accessKey"; });
  if (key == known.end()) return false;
  const Served& served = *exchange.served;
  const Signer* signer = find_signer(served.services.guards->options.signers, key->second);
  if (signer == nullptr) return false;
  iam::Ask ask = ask_of(exchange, signer);
  ask.action = action;
  const auto& policy = exchange.match.route->guard->resource_policy;
  const Decision resource = policy ? iam::decide(std::span(policy.get(), 1), ask) : Decision::Unsaid;
  return may_call(of_identity(*signer, ask), resource, policy != nullptr, signer->account == served.account_id);
}

void check_signature(Exchange& exchange) {
  const Served& served = *exchange.served;
  const auto signer = find_caller(exchange.request, "execute-api", served.services.guards->options.signers, exchange.ids.time);
  Verdicts& said = exchange.verdicts;
  if (!signer) {
    exchange.refuse(refuse_signature(exchange, signer.error()));
    said.authenticate = verdict_of_refusal(exchange);
    return;
  }
  said.authenticate.status = kGranted;
  const iam::Ask ask = ask_of(exchange, *signer);
  const auto& policy = exchange.match.route->guard->resource_policy;
  const Decision identity = of_identity(**signer, ask);
  const Decision resource = policy ? iam::decide(std::span(policy.get(), 1), ask) : Decision::Unsaid;
  const bool same_account = (*signer)->account == served.account_id;
  if (!may_call(identity, resource, policy != nullptr, same_account)) {
    refuse_caller(exchange, (*signer)->arn, ask.resource, identity == Decision::Denied || resource == Decision::Denied);
    said.authorize = verdict_of_refusal(exchange);
    return;
  }
  said.authorize.status = kGranted;
  fill_caller(exchange, **signer);
}

Refused refuse_unrouted(const Exchange& exchange) {
  const std::shared_ptr<Guards>& guards = exchange.served->services.guards;
  if (exchange.kind != application::Api::Kind::Rest || guards == nullptr) return {.failure = Failure::NoRoute};
  const auto signer = find_caller(exchange.request, "execute-api", guards->options.signers, exchange.ids.time);
  if (!signer && signer.error().kind == Kind::NotSigned) return {.failure = Failure::NoRoute};
  if (!signer) return refuse_signature(exchange, signer.error());
  const std::string_view path = exchange.target.path;
  return {.failure = Failure::ResourceNotFound,
          .message = "No method found matching route " + std::string(path.substr(path.size() > 1 ? 1 : 0)) +
                     " for http method " + exchange.request.method + "."};
}

void check_resource_policy(Exchange& exchange) {
  const iam::Ask ask = ask_of(exchange, nullptr);
  const Decision decision = iam::decide(std::span(exchange.match.route->guard->resource_policy.get(), 1), ask);
  if (decision != Decision::Allowed) refuse_caller(exchange, "anonymous", ask.resource, decision == Decision::Denied);
}

}  // namespace cxsam::gateway
