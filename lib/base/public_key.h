// Signatures that others made, checked with their public keys.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "base/result.h"

struct evp_pkey_st;

namespace cxsam {

/// How a signature is made. Source: RFC 8017 (RSASSA-PKCS1-v1_5, RSASSA-PSS with a salt as long as the digest); FIPS 186-5
/// (ECDSA), the signature being the two numbers one after the other (RFC 7518, section 3.4).
struct SignatureScheme {
  enum class Kind : std::uint8_t { RsaPkcs1, RsaPss, Ecdsa } kind;
  int digest_bits;  // 256, 384, 512: SHA-2
};

/// An RSA key or a point of a curve; cheap to copy.
class PublicKey {
 public:
  enum class Curve : std::uint8_t { P256, P384, P521 };

  /// Big-endian numbers. Errors: fewer than 2048 bits or more than 8192, an exponent that is none.
  static Result<PublicKey> rsa(std::string_view modulus, std::string_view exponent);
  /// Coordinates of the curve's whole length. Error: no point of the curve.
  static Result<PublicKey> point(Curve curve, std::string_view x, std::string_view y);

  [[nodiscard]] bool is_rsa() const { return rsa_; }
  /// Of a point.
  [[nodiscard]] Curve curve() const { return curve_; }

  /// False also for a scheme of the other kind of key.
  [[nodiscard]] bool verify(SignatureScheme scheme, std::string_view data, std::string_view signature) const;

 private:
  PublicKey(std::shared_ptr<evp_pkey_st> key, bool rsa, Curve curve) : key_(std::move(key)), rsa_(rsa), curve_(curve) {}

  std::shared_ptr<evp_pkey_st> key_;
  bool rsa_ = true;
  Curve curve_ = Curve::P256;
};

}  // namespace cxsam
