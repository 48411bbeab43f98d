#include "gateway/authorizers/signers.h"

#include <algorithm>

#include "base/text.h"
#include "base/time_parse.h"
#include "json/json.h"

namespace cxsam::gateway {
namespace {

std::string text_at(const Json& map, const char* key) {
  const auto found = map.find(key);
  return found != map.end() && found->is_string() ? found->get<std::string>() : "";
}

/// The account in "arn:aws:iam::123456789012:user/alice", or the whole text's none.
std::string account_of(const std::string& arn) {
  const std::vector<std::string_view> parts = split(arn, ':');
  return parts.size() == 6 && parts[0] == "arn" ? std::string(parts[4]) : "";
}

Result<Signer> read_signer(const Json& user, const std::string& where, std::string_view account) {
  if (!user.is_object()) return fail(where + " is no map");
  aws::Credentials keys{.access_key = text_at(user, "accessKeyId"),
                        .secret_key = text_at(user, "secretAccessKey"),
                        .token = text_at(user, "sessionToken")};
  if (keys.access_key.empty() || keys.secret_key.empty()) return fail(where + " has no `accessKeyId` or no `secretAccessKey`");
  if (const std::string expiration = text_at(user, "expiration"); !expiration.empty()) {
    keys.expires = parse_iso_time(expiration);
    if (!keys.expires) return fail(where + ".expiration is no time like `2030-01-31T12:00:00Z`");
  }
  Signer signer = make_signer(std::move(keys), account);
  if (const std::string arn = text_at(user, "arn"); !arn.empty()) {
    signer.arn = arn;
    signer.account = account_of(arn);
    if (signer.account.empty()) return fail(where + ".arn is no ARN");
  }
  if (const std::string id = text_at(user, "userId"); !id.empty()) signer.user_id = id;
  const auto policies = user.find("policies");
  if (policies == user.end()) return signer;
  if (!policies->is_array()) return fail(where + ".policies is no list");
  signer.unbounded = false;
  for (const Json& document : *policies) {
    auto policy = iam::read_policy(document);
    if (!policy) return fail(where + ".policies: " + policy.error().message);
    signer.policies.push_back(std::move(*policy));
  }
  return signer;
}

}  // namespace

Result<std::vector<Signer>> read_signers(std::string_view json, std::string_view account) {
  const auto read = parse_json(json);
  if (!read) return fail(read.error());
  const auto users = read->is_object() ? read->find("users") : read->end();
  if (!read->is_object() || users == read->end() || !users->is_array()) return fail("it is no map with a list `users`");
  std::vector<Signer> signers;
  for (std::size_t i = 0; i < users->size(); ++i) {
    auto signer = read_signer((*users)[i], "users[" + std::to_string(i) + "]", account);
    if (!signer) return fail(std::move(signer.error()));
    signers.push_back(std::move(*signer));
  }
  return signers;
}

Signer make_signer(aws::Credentials keys, std::string_view account) {
  Signer signer{.keys = std::move(keys), .account = std::string(account), .unbounded = true};
  signer.arn = "arn:aws:iam::" + signer.account + ":root";
  signer.user_id = signer.account;
  return signer;
}

const Signer* find_signer(const std::vector<Signer>& signers, std::string_view access_key) {
  const auto found = std::ranges::find_if(signers, [&](const Signer& one) { return one.keys.access_key == access_key; });
  return found == signers.end() ? nullptr : &*found;
}

}  // namespace cxsam::gateway
