#include "local/guard_options.h"

#include "base/file.h"
#include "json/json.h"

namespace cxsam::local {
namespace {

Result<std::vector<gateway::Signer>> read_users(const std::filesystem::path& path, const std::string& account) {
  const auto text = read_file(path);
  if (!text) return fail(text.error());
  auto signers = gateway::read_signers(*text, account);
  if (!signers)
    return fail(Error{"`" + path.string() + "`: " + signers.error().message}.hint(
        R"(its form is {"users": [{"accessKeyId": "...", "secretAccessKey": "...", "arn": "...", "policies": [...]}]})"));
  return signers;
}

Result<std::string> read_claims(const std::filesystem::path& path) {
  auto text = read_file(path);
  if (!text) return fail(text.error());
  const auto json = parse_json(*text);
  if (!json) return fail(Error{"`" + path.string() + "`: " + json.error().message});
  if (!json->is_object()) return fail("`" + path.string() + "` is no JSON map of claims");
  return text;
}

}  // namespace

Result<gateway::GuardOptions> read_guard_options(const GuardWishes& wishes, const ServeOptions& serve) {
  gateway::GuardOptions options{.disabled = wishes.disabled, .as_sam = serve.as_sam, .vpce = wishes.vpce};
  const std::string& account = serve.environment.account_id;
  for (const std::string& text : wishes.issuers) {
    auto detour = jwt::read_detour(text);
    if (!detour) return fail(std::move(detour.error()));
    options.detours.push_back(std::move(*detour));
  }
  if (wishes.signers) {
    auto signers = read_users(*wishes.signers, account);
    if (!signers) return fail(std::move(signers.error()));
    options.signers = std::move(*signers);
    options.signers_are_named = true;
  } else {
    const runtime::Credentials& own = serve.functions.credentials;
    const aws::Credentials keys{.access_key = own.access_key, .secret_key = own.secret_key, .token = own.session_token};
    options.signers.push_back(gateway::make_signer(keys, account));
  }
  if (wishes.claims) {
    auto claims = read_claims(*wishes.claims);
    if (!claims) return fail(std::move(claims.error()));
    options.claims = std::move(*claims);
  }
  return options;
}

}  // namespace cxsam::local
