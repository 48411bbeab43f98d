#include <catch2/catch.hpp>
#include <string>

#include "base/base64url.h"
#include "base/time_parse.h"
#include "json/json.h"
#include "jwt/claims.h"
#include "jwt/issuers.h"
#include "jwt/keys.h"
#include "jwt/token.h"
#include "jwt/verify.h"
#include "tests/unit/jwt/examples.h"
#include "tests/unit/jwt/tokens.h"

using namespace cxsam;
using namespace cxsam::jwt;
using Kind = Refusal::Kind;

namespace {

KeySet key_set(std::string_view text) {
  auto set = read_key_set(text);
  INFO((set ? "" : set.error().message));
  REQUIRE(set);
  return std::move(*set);
}

std::string reason(const tl::expected<void, Refusal>& checked) { return checked ? "" : checked.error().message; }

std::string fault_of(std::string_view text) {
  const auto token = read_token(text);
  return token ? "" : token.error().message;
}

std::string token_of(std::string_view header, std::string_view claims) {
  return base64url_encode(header) + "." + base64url_encode(claims) + ".c2ln";
}

const Clock::WallTime kNow = *parse_iso_time("2026-03-04T05:06:07Z");  // 1772600767

std::string times(std::string_view claims) { return reason(check_times(*parse_json(claims), kNow)); }

}  // namespace

TEST_CASE("signatures: the published examples, and not with a bit changed", "[jwt]") {
  for (const auto& example : jwt_examples::kExamples) {
    INFO(example.source);
    const KeySet keys = key_set(R"({"keys":[)" + std::string(example.key) + "]}");
    REQUIRE(keys.keys.size() == 1);
    Token token{.algorithm = std::string(example.algorithm),
                .key_id = {},
                .claims = {},
                .signed_part = std::string(example.signed_part),
                .signature = *base64url_decode(example.signature)};
    CHECK(is_signed_with(token, keys.keys.front()));
    token.signature.back() = static_cast<char>(token.signature.back() ^ 1);
    CHECK_FALSE(is_signed_with(token, keys.keys.front()));
    token.signature = *base64url_decode(example.signature);
    token.signed_part.back() = 'A';
    CHECK_FALSE(is_signed_with(token, keys.keys.front()));
    token.signature.clear();
    CHECK_FALSE(is_signed_with(token, keys.keys.front()));
  }
}

TEST_CASE("signatures: every algorithm, by the key that the token names", "[jwt]") {
  const KeySet keys = key_set(jwt_examples::kKeySet);
  CHECK(keys.keys.size() == 4);
  for (const std::string_view text : jwt_examples::kTokens) {
    const auto token = read_token(text);
    REQUIRE(token);
    INFO(token->algorithm);
    CHECK(reason(verify_signature(*token, keys)).empty());
    Token other = *token;
    other.key_id = "nobody";
    CHECK(verify_signature(other, keys).error().kind == Kind::UnknownKey);
    other.key_id = other.key_id == "r" ? "e256" : "r";
    if (token->key_id != other.key_id) CHECK(verify_signature(other, keys).error().kind == Kind::Signature);
  }
}

TEST_CASE("signatures: none, and a secret that is a public key, never count", "[jwt]") {
  const KeySet keys = key_set(jwt_examples::kKeySet);
  for (const std::string_view text : {jwt_examples::kConfused, jwt_examples::kUnsigned}) {
    const auto token = read_token(text);
    REQUIRE(token);
    CHECK(verify_signature(*token, keys).error().kind == Kind::Algorithm);
  }
}

TEST_CASE("signatures: a key is for its algorithm alone when it says one", "[jwt]") {
  std::string text(jwt_examples::kKeySet);
  text.replace(text.find(R"("use":"sig")"), 11, R"("alg":"PS256")");
  const KeySet keys = key_set(text);
  for (const std::string_view each : jwt_examples::kTokens) {
    const auto token = read_token(each);
    if (token->key_id == "r") CHECK(verify_signature(*token, keys).has_value() == (token->algorithm == "PS256"));
  }
}

TEST_CASE("key sets: what cannot be a signer's key is left out and said", "[jwt]") {
  const KeySet keys = key_set(
      R"({"keys": [1, {"kty": "oct", "kid": "s", "k": "c2VjcmV0"}, {"kty": "RSA", "kid": "small", "n": "AQAB", "e": "AQAB"},
    {"kty": "RSA", "use": "enc"}, {"kty": "EC", "kid": "off", "crv": "P-256", "x": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "y": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE"}, {"kty": "EC", "crv": "P-192"}]})");
  CHECK(keys.keys.empty());
  REQUIRE(keys.left_out.size() == 6);
  CHECK(keys.left_out[1] == "`s`: keys of kind `oct` do not count");
  CHECK(keys.left_out[2] == "`small`: an RSA key of 17 bits; 2048 to 8192 are taken");
  CHECK(keys.left_out[4] == "`off`: a point that is not on P-256");
  CHECK_FALSE(read_key_set("[]"));
  CHECK_FALSE(read_key_set(R"({"keys": {}})"));
}

TEST_CASE("tokens: what is none is refused", "[jwt]") {
  CHECK(fault_of("") == "token contains an invalid number of segments");
  CHECK(fault_of("a.b") == "token contains an invalid number of segments");
  CHECK(fault_of("a.b.c.d") == "token contains an invalid number of segments");
  CHECK(fault_of("e30=.e30.c2ln") == "the token's header is no base64url");
  CHECK(fault_of("e30.W10.c2ln") == "the token's payload is no JSON map");
  CHECK(fault_of("e30.e30.a+b") == "the token's signature is no base64url");
  CHECK(fault_of(token_of(R"({"alg":"RS256","crit":["b64"],"b64":false})", "{}")) ==
        "the token's header asks for an extension that is not known");
  CHECK(fault_of(std::string(17000, 'a')) == "the token is longer than 16 KB");
  CHECK(fault_of(token_of("{}", std::string(40, '[') + std::string(40, ']'))) == "the token's payload is no JSON map");
}

TEST_CASE("claims: times, with clocks that differ by a minute", "[jwt]") {
  CHECK(times(R"({"exp": 1772600768})").empty());
  CHECK(times(R"({"exp": 1772600708})").empty());
  CHECK(times(R"({"exp": 1772600707})") == "the token has expired");
  CHECK(times("{}") == "the token has no exp claim");
  CHECK(times(R"({"exp": "1772600768"})") == "the claim exp is no number");
  CHECK(times(R"({"exp": 1e300})").empty());
  CHECK(times(R"({"exp": 1772700000, "nbf": 1772600828})") == "the token is not valid yet");
  CHECK(times(R"({"exp": 1772700000, "iat": 1772600828})") == "the token was issued in the future");
  CHECK(times(R"({"exp": 1772700000, "iat": 1772600800, "nbf": 1772600800.5})").empty());
}

TEST_CASE("claims: issuer, audience, scopes", "[jwt]") {
  const auto audience = [](std::string_view claims) {
    const std::vector<std::string> wanted{"a", "b"};
    return reason(check_audience(*parse_json(claims), wanted)).empty();
  };
  CHECK(audience(R"({"aud": "b"})"));
  CHECK(audience(R"({"aud": ["x", "a"]})"));
  CHECK(audience(R"({"client_id": "a"})"));
  CHECK_FALSE(audience(R"({"aud": "x", "client_id": "a"})"));
  CHECK_FALSE(audience(R"({"aud": []})"));
  CHECK_FALSE(audience("{}"));
  CHECK(reason(check_issuer(*parse_json(R"({"iss": "https://i/"})"), "https://i")) == "the token does not have a valid issuer");
  CHECK(scopes_of(*parse_json(R"({"scope": "read  write"})")) == std::vector<std::string>{"read", "write"});
  CHECK(scopes_of(*parse_json(R"({"scp": ["read", 1, "write"]})")) == std::vector<std::string>{"read", "write"});
  CHECK(scopes_of(*parse_json(R"({"scope": 1})")).empty());
}

TEST_CASE("issuers: where one is led", "[jwt]") {
  const auto detour = read_detour("https://idp.example.com/=http://127.0.0.1:5000/");
  REQUIRE(detour);
  CHECK(detour->from == "https://idp.example.com");
  CHECK(detour->to == "http://127.0.0.1:5000");
  CHECK(read_detour("https://idp.example.com=keys.json")->to == "keys.json");
  for (const char* none : {"", "x", "x=y", "https://idp.example.com", "https://idp.example.com="})
    CHECK_FALSE(read_detour(none));
}
