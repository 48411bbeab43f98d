#include "gateway/url/url_guard.h"

#include "base/time_text.h"
#include "gateway/authorizers/signature.h"
#include "gateway/json_writer.h"
#include "iam/decide.h"

namespace cxsam::gateway {
namespace {

using Kind = aws::Refusal::Kind;

constexpr std::string_view kForbidden =
    "Forbidden. For troubleshooting Function URL authorization issues, see: "
    "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html";

tl::unexpected<http::Response> forbid(std::string_view key, std::string_view message, std::string_view type) {
  http::Response response{.status = 403, .headers = {{"Content-Type", "application/json"}}, .body = {}};
  response.headers.emplace_back("x-amzn-ErrorType", type);
  JsonWriter json(response.body);
  json.begin_object();
  json.member(key, message);
  json.end_object();
  return tl::unexpected(std::move(response));
}

bool may_call(const Signer& signer, const UrlEndpoint& endpoint, const http::Request& request, Clock::WallTime now) {
  if (signer.unbounded) return true;
  iam::Ask ask{.principal = {.arns = {signer.arn}, .account = signer.account, .service = {}},
               .action = "lambda:InvokeFunctionUrl",
               .resource = endpoint.arn,
               .conditions = {}};
  ask.conditions.set("lambda:FunctionUrlAuthType", "AWS_IAM");
  ask.conditions.set("aws:SourceIp", request.remote_address);
  ask.conditions.set("aws:PrincipalArn", signer.arn);
  ask.conditions.set("aws:PrincipalAccount", signer.account);
  ask.conditions.set("aws:SecureTransport", request.secure ? "true" : "false");
  ask.conditions.set("aws:CurrentTime", iso_time(now));
  return iam::decide(signer.policies, ask) == iam::Decision::Allowed;
}

}  // namespace

UrlCaller check_url_caller(const ServedUrls& served, const UrlEndpoint& endpoint, const http::Request& request,
                           Clock::WallTime now) {
  if (!endpoint.url.iam || !served.guards || served.guards->options.disabled) return nullptr;
  const auto signer = find_caller(request, "lambda", served.guards->options.signers, now);
  if (!signer && signer.error().kind == Kind::NotSigned) return forbid("Message", kForbidden, "AccessDeniedException");
  if (!signer && signer.error().kind == Kind::UnknownKey)
    return forbid("message", signer.error().message, "UnrecognizedClientException");
  if (!signer) return forbid("message", signer.error().message, "InvalidSignatureException");
  if (!may_call(**signer, endpoint, request, now)) return forbid("Message", kForbidden, "AccessDeniedException");
  return *signer;
}

}  // namespace cxsam::gateway
