#include "base/public_key.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>

#include <cstddef>
#include <string>

namespace cxsam {
namespace {

constexpr int kLeastBits = 2048;  // RFC 7518, section 3.3
constexpr int kMostBits = 8192;   // a larger one only costs time

template <auto kFree>
struct Free {
  template <class T>
  void operator()(T* value) const {
    kFree(value);
  }
};
using Number = std::unique_ptr<BIGNUM, Free<BN_free>>;
using ParameterList = std::unique_ptr<OSSL_PARAM_BLD, Free<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Free<OSSL_PARAM_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Free<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Free<EVP_MD_CTX_free>>;

const unsigned char* bytes_of(std::string_view data) { return reinterpret_cast<const unsigned char*>(data.data()); }

Number number_of(std::string_view data) { return Number(BN_bin2bn(bytes_of(data), static_cast<int>(data.size()), nullptr)); }

/// The library's configuration file is none of a verifier's business.
void set_up_library() { OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, nullptr); }

std::shared_ptr<EVP_PKEY> make_key(const char* kind, OSSL_PARAM* parameters) {
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
  EVP_PKEY* key = nullptr;
  if (!context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters) != 1)
    return nullptr;
  return {key, EVP_PKEY_free};
}

struct CurveFacts {
  const char* name;
  std::size_t bytes;  // of a coordinate
};

CurveFacts facts_of(PublicKey::Curve curve) {
  if (curve == PublicKey::Curve::P256) return {"P-256", 32};
  if (curve == PublicKey::Curve::P384) return {"P-384", 48};
  return {"P-521", 66};
}

const EVP_MD* digest_of(int bits) {
  if (bits == 256) return EVP_sha256();
  return bits == 384 ? EVP_sha384() : EVP_sha512();
}

/// The two numbers as OpenSSL wants them, in ASN.1; "" when they are too long or too short.
std::string der_of(std::string_view signature, std::size_t bytes) {
  if (signature.size() != 2 * bytes) return "";
  const std::unique_ptr<ECDSA_SIG, Free<ECDSA_SIG_free>> pair(ECDSA_SIG_new());
  Number r = number_of(signature.substr(0, bytes));
  Number s = number_of(signature.substr(bytes));
  if (!pair || !r || !s || ECDSA_SIG_set0(pair.get(), r.get(), s.get()) != 1) return "";
  r.release();  // they are the pair's now
  s.release();
  unsigned char* der = nullptr;
  const int size = i2d_ECDSA_SIG(pair.get(), &der);
  if (size <= 0) return "";
  std::string text(reinterpret_cast<const char*>(der), static_cast<std::size_t>(size));
  OPENSSL_free(der);
  return text;
}

bool set_padding(EVP_PKEY_CTX* context, SignatureScheme scheme) {
  if (scheme.kind == SignatureScheme::Kind::Ecdsa) return true;
  if (scheme.kind == SignatureScheme::Kind::RsaPkcs1) return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1;
  return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
         EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) == 1;
}

}  // namespace

Result<PublicKey> PublicKey::rsa(std::string_view modulus, std::string_view exponent) {
  set_up_library();
  if (modulus.size() > kMostBits / 8 + 1 || exponent.empty() || exponent.size() > 8)
    return fail("an RSA key of an unusual size");
  const Number n = number_of(modulus);
  const Number e = number_of(exponent);
  if (!n || !e) return fail("an RSA key that cannot be read");
  const int bits = BN_num_bits(n.get());
  if (bits < kLeastBits || bits > kMostBits)
    return fail("an RSA key of " + std::to_string(bits) + " bits; 2048 to 8192 are taken");
  if (BN_is_odd(n.get()) == 0 || BN_is_odd(e.get()) == 0 || BN_is_one(e.get()) != 0)
    return fail("an RSA key whose numbers cannot be one's");
  const ParameterList list(OSSL_PARAM_BLD_new());
  if (!list || OSSL_PARAM_BLD_push_BN(list.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1 ||
      OSSL_PARAM_BLD_push_BN(list.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1)
    return fail("an RSA key that cannot be read");
  const Parameters parameters(OSSL_PARAM_BLD_to_param(list.get()));
  auto key = make_key("RSA", parameters.get());
  if (!key) return fail("an RSA key that cannot be read");
  return PublicKey(std::move(key), true, Curve::P256);
}

Result<PublicKey> PublicKey::point(Curve curve, std::string_view x, std::string_view y) {
  set_up_library();
  const CurveFacts facts = facts_of(curve);
  if (x.size() != facts.bytes || y.size() != facts.bytes)
    return fail(std::string("coordinates that are not as long as those of ") + facts.name);
  const std::string point = "\x04" + std::string(x) + std::string(y);
  const ParameterList list(OSSL_PARAM_BLD_new());
  if (!list || OSSL_PARAM_BLD_push_utf8_string(list.get(), OSSL_PKEY_PARAM_GROUP_NAME, facts.name, 0) != 1 ||
      OSSL_PARAM_BLD_push_octet_string(list.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()) != 1)
    return fail("a point that cannot be read");
  const Parameters parameters(OSSL_PARAM_BLD_to_param(list.get()));
  auto key = make_key("EC", parameters.get());
  if (!key) return fail(std::string("a point that is not on ") + facts.name);
  return PublicKey(std::move(key), false, curve);
}

bool PublicKey::verify(SignatureScheme scheme, std::string_view data, std::string_view signature) const {
  if (rsa_ == (scheme.kind == SignatureScheme::Kind::Ecdsa)) return false;
  const std::string der = rsa_ ? std::string(signature) : der_of(signature, facts_of(curve_).bytes);
  if (der.empty()) return false;
  const DigestContext context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* settings = nullptr;
  return context && EVP_DigestVerifyInit(context.get(), &settings, digest_of(scheme.digest_bits), nullptr, key_.get()) == 1 &&
         set_padding(settings, scheme) &&
         EVP_DigestVerify(context.get(), bytes_of(der), der.size(), bytes_of(data), data.size()) == 1;
}

}  // namespace cxsam
