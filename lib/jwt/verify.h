// Whether a token is signed with a key of its issuer.
#pragma once

#include <cstdint>
#include <string>

#include <tl/expected.hpp>

#include "jwt/keys.h"
#include "jwt/token.h"

namespace cxsam::jwt {

struct Refusal {
  enum class Kind : std::uint8_t { Malformed, Algorithm, UnknownKey, Signature, Expired, NotYet, Issuer, Audience } kind;
  std::string message;  // part of a sentence: "the token has expired"
};

/// Whether the key made the token's signature. False also where the algorithm is not one for such a key.
bool is_signed_with(const Token& token, const Key& key);

/// By the key that the token names, as API Gateway wants it. UnknownKey: the issuer may have a new one meanwhile.
tl::expected<void, Refusal> verify_signature(const Token& token, const KeySet& keys);

}  // namespace cxsam::jwt
