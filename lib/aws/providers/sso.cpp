// IAM Identity Center: the token that `aws sso login` has left, for the keys of a role.
// Sources: AWS SDKs and Tools reference guide, "IAM Identity Center credential provider"; AWS SSO OIDC API reference,
// CreateToken.
#include <array>
#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "aws/members.h"
#include "aws/providers/provider.h"
#include "aws/times.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/percent.h"
#include "json/json.h"

namespace cxsam::aws {
namespace {

constexpr std::chrono::minutes kEarly{15};  // before its end a token is renewed

struct SsoConfig {
  std::string session;  // "" in the form without `sso_session`
  std::string start_url;
  std::string region;
  std::string account_id;
  std::string role_name;

  /// The name of the cached token is made of this.
  [[nodiscard]] const std::string& key() const { return session.empty() ? start_url : session; }
};

Error log_in(std::string message, const Search& search) {
  return Error{std::move(message)}.hint(search.profile == "default" ? "run `aws sso login`"
                                                                    : "run `aws sso login --profile " + search.profile + "`");
}

/// Nothing for a profile that does not use it.
Result<std::optional<SsoConfig>> read_config(const Search& search) {
  SsoConfig config{search.value("sso_session"), search.value("sso_start_url"), search.value("sso_region"),
                   search.value("sso_account_id"), search.value("sso_role_name")};
  if (config.account_id.empty() && config.role_name.empty()) return std::nullopt;
  if (!config.session.empty()) {
    const auto section = search.settings().files.sso_sessions.find(config.session);
    if (section == search.settings().files.sso_sessions.end())
      return fail(Error{fmt::format("the specified sso-session does not exist: \"{}\"", config.session)}.hint(
          fmt::format("`[sso-session {}]` in ~/.aws/config says its `sso_start_url` and `sso_region`", config.session)));
    for (const auto& [name, value] : {std::pair("sso_start_url", &config.start_url), {"sso_region", &config.region}}) {
      const std::string of_session = value_of(section->second.values, name);
      if (!value->empty() && *value != of_session)
        return fail(fmt::format("`{}` is `{}` in the profile \"{}\" and `{}` in its sso-session", name, *value, search.profile,
                                of_session));
      *value = of_session;
    }
  }
  const std::array needed{std::pair("sso_start_url", &config.start_url), std::pair("sso_region", &config.region),
                          std::pair("sso_account_id", &config.account_id), std::pair("sso_role_name", &config.role_name)};
  for (const auto& [name, value] : needed)
    if (value->empty())
      return fail(fmt::format("the profile \"{}\" is configured to use SSO but is missing required configuration: {}",
                              search.profile, name));
  return config;
}

Result<Json> read_token(const std::filesystem::path& file, const SsoConfig& config, const Search& search) {
  if (!file_exists(file)) return fail(log_in("nobody is signed in: there is no SSO token for " + config.key(), search));
  const Result<std::string> text = read_file(file);
  if (!text) return fail(text.error());
  Result<Json> token = parse_json(*text);
  if (!token || !token->is_object() || text_of(*token, "accessToken").empty())
    return fail(log_in("the SSO token in `" + file.string() + "` cannot be read", search));
  return token;
}

/// A new access token for the refresh token, which is kept where the old one was.
Task<Result<Json>> renew(Search& search, const SsoConfig& config, Json token, const std::filesystem::path& file) {
  Json body{{"grantType", "refresh_token"}};
  for (const std::string_view name : {"clientId", "clientSecret", "refreshToken"})
    body[std::string(name)] = text_of(token, name);
  Call call{.service = "sso-oidc", .region = config.region, .request = {.method = "POST", .url = "/token"}};
  call.request.headers.push_back({"Content-Type", "application/json"});
  call.request.body = dump_json(body);
  const Answer<system::HttpAnswer> answer = co_await exchange(search.wire, std::move(call), std::nullopt);
  if (!answer) co_return fail(to_error(answer.error(), "CreateToken"));
  const Result<Json> made = parse_json(answer->body);
  if (!made || text_of(*made, "accessToken").empty()) co_return fail("the answer to CreateToken holds no token");
  token["accessToken"] = text_of(*made, "accessToken");
  const auto lasts = made->find("expiresIn");
  const std::int64_t seconds = lasts != made->end() && lasts->is_number_integer() ? lasts->get<std::int64_t>() : 0;
  token["expiresAt"] = iso_seconds(search.wire.world.clock.wall() + std::chrono::seconds(seconds));
  if (const std::string next = text_of(*made, "refreshToken"); !next.empty()) token["refreshToken"] = next;
  if (const Result<void> kept = write_file_atomically(file, dump_json(token)); !kept) co_return fail(kept.error());
  std::error_code ignored;
  std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, ignored);
  co_return token;
}

Task<Result<std::string>> access_token(Search& search, const SsoConfig& config) {
  const std::filesystem::path home = search.settings().of_environment("HOME");
  const std::filesystem::path file = home / ".aws/sso/cache" / (sha1_hex(config.key()) + ".json");
  Result<Json> token = read_token(file, config, search);
  if (!token) co_return fail(std::move(token).error());
  const Clock::WallTime now = search.wire.world.clock.wall();
  const auto expires = parse_iso_time(text_of(*token, "expiresAt"));
  const auto registered = parse_iso_time(text_of(*token, "registrationExpiresAt"));
  const bool lasting = expires && *expires > now + kEarly;
  const bool renewable = !config.session.empty() && !text_of(*token, "refreshToken").empty() &&
                         !text_of(*token, "clientId").empty() && !text_of(*token, "clientSecret").empty() &&
                         (!registered || *registered > now);
  if (!lasting && renewable) {
    Result<Json> renewed = co_await renew(search, config, *token, file);
    if (renewed) co_return text_of(*renewed, "accessToken");
    if (!expires || *expires <= now)
      co_return fail(log_in("the SSO session has expired, and it cannot be renewed: " + renewed.error().message, search));
  }
  if (!expires || *expires <= now)
    co_return fail(log_in("the SSO session associated with this profile has expired or is otherwise invalid", search));
  co_return text_of(*token, "accessToken");
}

}  // namespace

Task<Found> from_sso(Search search) {
  const Result<std::optional<SsoConfig>> config = read_config(search);
  if (!config) co_return fail(config.error());
  if (!*config) co_return std::nullopt;
  const Result<std::string> token = co_await access_token(search, **config);
  if (!token) co_return fail(token.error());
  Call call{.service = "sso", .region = (*config)->region, .request = {}};
  call.request.url = fmt::format("/federation/credentials?role_name={}&account_id={}", percent_encode((*config)->role_name),
                                 percent_encode((*config)->account_id));
  call.request.headers.push_back({"x-amz-sso_bearer_token", *token});
  const Answer<system::HttpAnswer> answer = co_await exchange(search.wire, std::move(call), std::nullopt);
  if (!answer && answer.error().status == 401)
    co_return fail(log_in(
        "the SSO session associated with this profile has expired or is otherwise invalid: " + answer.error().message, search));
  if (!answer) co_return fail(to_error(answer.error(), "GetRoleCredentials"));
  const Result<Json> json = parse_json(answer->body);
  const auto inner = json ? json->find("roleCredentials") : Json::const_iterator();
  if (!json || inner == json->end()) co_return fail("the answer to GetRoleCredentials holds no credentials");
  Result<Credentials> keys = read_keys(*inner, {"accessKeyId", "secretAccessKey", "sessionToken", "expiration"}, "sso");
  if (!keys) co_return fail(std::move(keys).error());
  co_return *std::move(keys);
}

}  // namespace cxsam::aws
