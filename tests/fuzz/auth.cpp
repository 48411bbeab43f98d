// What strangers send to be let in, and what says whether they may: the input's first sign says which.
#include <array>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>

#include "iam/addresses.h"
#include "iam/decide.h"
#include "jwt/claims.h"
#include "jwt/keys.h"
#include "jwt/token.h"
#include "jwt/verify.h"
#include "tests/fuzz/languages.h"

using namespace cxsam;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

/// What is denied once more is denied.
void check_policy(std::string_view text) {
  const auto policy = iam::parse_policy(text);
  if (!policy) return require(!policy.error().message.empty());
  iam::Ask ask{
      .principal = {.arns = {"arn:aws:iam::1:user/u"}, .account = "1"}, .action = "a:b", .resource = "arn:aws:x:::y/z"};
  ask.conditions.set("aws:SourceIp", "127.0.0.1");
  ask.conditions.set("k", "v");
  iam::decide(std::span(&*policy, 1), ask);
  constexpr std::string_view kDeny = R"({"Statement": {"Effect": "Deny", "Action": "*", "Resource": "*"}})";
  const std::array both{*policy, *iam::parse_policy(kDeny)};
  require(iam::decide(both, ask) == iam::Decision::Denied);
}

void check_range(std::string_view text) {
  if (iam::is_range(text) && text.find('/') == std::string_view::npos) require(iam::is_in_range(text, text));
}

/// Nobody but a signer makes a token that counts.
void check_token(std::string_view text) {
  constexpr std::string_view kKeys =
      R"({"keys": [{"kty": "EC", "crv": "P-256", "kid": "k", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
          "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]})";
  static const jwt::KeySet kSet = *jwt::read_key_set(kKeys);
  const auto token = jwt::read_token(text);
  if (!token) return require(!token.error().message.empty());
  require(!jwt::verify_signature(*token, kSet));
  jwt::check_times(token->claims, {});
  jwt::check_audience(token->claims, {});
  jwt::scopes_of(token->claims);
}

void check_keys(std::string_view text) {
  const auto set = jwt::read_key_set(text);
  require(set || !set.error().message.empty());
}

constexpr auto kLanguages = std::to_array<fuzz::Language>({
    {'p', check_policy},
    {'r', check_range},
    {'t', check_token},
    {'k', check_keys},
});

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return fuzz::check_one(kLanguages, data, size);
}
