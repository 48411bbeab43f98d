// Source: AWS SDKs and Tools reference guide, "Assume role credential provider", web identity.
#include <utility>

#include <fmt/format.h>

#include "aws/providers/provider.h"
#include "aws/query.h"
#include "base/file.h"
#include "base/text.h"
#include "facts/services.h"
#include "json/json.h"

namespace cxsam::aws {
namespace {

struct WebIdentity {
  std::string token_file;
  std::string role;
  std::string session;
};

WebIdentity configured(const Search& search) {
  WebIdentity identity{search.value("web_identity_token_file"), search.value("role_arn"), search.value("role_session_name")};
  if (!search.environment) return identity;
  const auto prefer = [&](std::string& value, std::string_view name) {
    const std::string given = search.settings().of_environment(name);
    if (!given.empty()) value = given;
  };
  prefer(identity.token_file, "AWS_WEB_IDENTITY_TOKEN_FILE");
  prefer(identity.role, "AWS_ROLE_ARN");
  prefer(identity.session, "AWS_ROLE_SESSION_NAME");
  return identity;
}

}  // namespace

Task<Found> from_web_identity(Search search) {
  WebIdentity identity = configured(search);
  if (identity.token_file.empty()) co_return std::nullopt;
  if (identity.role.empty())
    co_return fail(Error{fmt::format("the web identity token `{}` has no role to assume", identity.token_file)}.hint(
        "AWS_ROLE_ARN or `role_arn` in the profile names it"));
  // Read each time: whoever issues tokens writes a new one before the old one ends.
  const Result<std::string> token = read_file(identity.token_file);
  if (!token) co_return fail(Error(token.error()).with("reading the web identity token"));
  if (identity.session.empty()) identity.session = session_name(search.wire.world);
  const Json parameters{
      {"RoleArn", identity.role}, {"RoleSessionName", identity.session}, {"WebIdentityToken", std::string(trim(*token))}};
  Call call{.service = "sts", .region = "", .request = {.method = "POST", .url = "/"}};
  call.request.headers.push_back({"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"});
  call.request.body = query_form("AssumeRoleWithWebIdentity", facts::find_service("sts")->version, parameters);
  const Answer<system::HttpAnswer> answer = co_await exchange(search.wire, std::move(call), std::nullopt);
  if (!answer) co_return fail(to_error(answer.error(), "AssumeRoleWithWebIdentity"));
  Result<Credentials> keys = read_sts_answer(answer->body, "AssumeRoleWithWebIdentity", "assume-role-with-web-identity");
  if (!keys) co_return fail(std::move(keys).error());
  co_return *std::move(keys);
}

}  // namespace cxsam::aws
