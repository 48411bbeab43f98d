#include "jwt/verify.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace cxsam::jwt {
namespace {

using Scheme = SignatureScheme::Kind;

struct Algorithm {
  std::string_view name;
  SignatureScheme scheme;
  PublicKey::Curve curve = PublicKey::Curve::P256;  // of ES: each has one
};

/// Source: RFC 7518, section 3.1.
constexpr std::array<Algorithm, 9> kAlgorithms{{{"RS256", {Scheme::RsaPkcs1, 256}},
                                                {"RS384", {Scheme::RsaPkcs1, 384}},
                                                {"RS512", {Scheme::RsaPkcs1, 512}},
                                                {"PS256", {Scheme::RsaPss, 256}},
                                                {"PS384", {Scheme::RsaPss, 384}},
                                                {"PS512", {Scheme::RsaPss, 512}},
                                                {"ES256", {Scheme::Ecdsa, 256}, PublicKey::Curve::P256},
                                                {"ES384", {Scheme::Ecdsa, 384}, PublicKey::Curve::P384},
                                                {"ES512", {Scheme::Ecdsa, 512}, PublicKey::Curve::P521}}};

const Algorithm* find_algorithm(std::string_view name) {
  const auto* found = std::ranges::find(kAlgorithms, name, &Algorithm::name);
  return found == kAlgorithms.end() ? nullptr : found;
}

tl::unexpected<Refusal> refuse(Refusal::Kind kind, std::string message) {
  return tl::unexpected<Refusal>({kind, std::move(message)});
}

}  // namespace

bool is_signed_with(const Token& token, const Key& key) {
  const Algorithm* algorithm = find_algorithm(token.algorithm);
  if (algorithm == nullptr || (!key.algorithm.empty() && key.algorithm != token.algorithm)) return false;
  if (!key.key.is_rsa() && key.key.curve() != algorithm->curve) return false;
  return key.key.verify(algorithm->scheme, token.signed_part, token.signature);
}

tl::expected<void, Refusal> verify_signature(const Token& token, const KeySet& keys) {
  if (find_algorithm(token.algorithm) == nullptr)
    return refuse(Refusal::Kind::Algorithm, "signing method " + token.algorithm + " is invalid");
  if (token.key_id.empty()) return refuse(Refusal::Kind::UnknownKey, "the token's header names no key");
  bool known = false;
  for (const Key& key : keys.keys) {
    if (key.id != token.key_id) continue;
    known = true;
    if (is_signed_with(token, key)) return {};
  }
  if (!known) return refuse(Refusal::Kind::UnknownKey, "kid not found in JWKS endpoint");
  return refuse(Refusal::Kind::Signature, "signature is invalid");
}

}  // namespace cxsam::jwt
