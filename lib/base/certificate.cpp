#include "base/certificate.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <array>
#include <ctime>
#include <memory>
#include <utility>

#include "base/hex.h"

namespace cxsam {
namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
using Memory = std::unique_ptr<BIO, decltype(&BIO_free)>;

constexpr int kSerialBits = 120;
constexpr std::chrono::seconds kBefore = std::chrono::hours(24);
constexpr std::chrono::seconds kValid = std::chrono::hours(24 * 3650);

constexpr std::array<std::pair<int, const char*>, 5> kExtensions{{
    {NID_subject_alt_name, "DNS:localhost,DNS:*.localhost,IP:127.0.0.1,IP:::1"},
    {NID_basic_constraints, "critical,CA:TRUE,pathlen:0"},
    {NID_key_usage, "critical,digitalSignature,keyCertSign"},
    {NID_ext_key_usage, "serverAuth,clientAuth"},
    {NID_subject_key_identifier, "hash"},
}};

bool add_extension(X509* certificate, int nid, const char* value) {
  X509V3_CTX context{};
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value);
  if (extension == nullptr) return false;
  const bool added = X509_add_ext(certificate, extension, -1) == 1;
  X509_EXTENSION_free(extension);
  return added;
}

bool add_serial(X509* certificate) {
  const std::unique_ptr<BIGNUM, decltype(&BN_free)> number(BN_new(), &BN_free);
  return number && BN_rand(number.get(), kSerialBits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1 &&
         BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool fill(X509* certificate, EVP_PKEY* key, std::chrono::system_clock::time_point now) {
  const auto* name = reinterpret_cast<const unsigned char*>("localhost (cxsam)");
  X509_NAME* subject = X509_get_subject_name(certificate);
  bool good = X509_set_version(certificate, X509_VERSION_3) == 1 && add_serial(certificate) &&
              X509_NAME_add_entry_by_NID(subject, NID_commonName, MBSTRING_UTF8, name, -1, -1, 0) == 1 &&
              X509_set_issuer_name(certificate, subject) == 1 && X509_set_pubkey(certificate, key) == 1 &&
              ASN1_TIME_set(X509_getm_notBefore(certificate), std::chrono::system_clock::to_time_t(now - kBefore)) != nullptr &&
              ASN1_TIME_set(X509_getm_notAfter(certificate), std::chrono::system_clock::to_time_t(now + kValid)) != nullptr;
  for (const auto& [nid, value] : kExtensions) good = good && add_extension(certificate, nid, value);
  return good && X509_sign(certificate, key, EVP_sha256()) > 0;
}

std::string text_of(BIO* memory) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(memory, &data);
  return {data, static_cast<std::size_t>(size)};
}

Certificate read_certificate(std::string_view pem) {
  const Memory text(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), &BIO_free);
  Certificate read(PEM_read_bio_X509(text.get(), nullptr, nullptr, nullptr), &X509_free);
  ERR_clear_error();
  return read;
}

/// What `print` writes.
template <class Print>
std::string printed(Print print) {
  const Memory text(BIO_new(BIO_s_mem()), &BIO_free);
  print(text.get());
  return text_of(text.get());
}

std::string serial_of(X509* certificate) {
  const ASN1_INTEGER* number = X509_get0_serialNumber(certificate);
  const std::string digits = to_hex(
      {reinterpret_cast<const char*>(ASN1_STRING_get0_data(number)), static_cast<std::size_t>(ASN1_STRING_length(number))});
  std::string text = digits.substr(0, 2);
  for (std::size_t at = 2; at < digits.size(); at += 2) text.append(1, ':').append(digits, at, 2);
  return text;
}

}  // namespace

Result<KeyPair> make_self_signed(std::chrono::system_clock::time_point now) {
  const Key key(EVP_EC_gen("P-256"), &EVP_PKEY_free);
  const Certificate certificate(X509_new(), &X509_free);
  const Memory key_text(BIO_new(BIO_s_mem()), &BIO_free);
  const Memory certificate_text(BIO_new(BIO_s_mem()), &BIO_free);
  const bool made = key && certificate && fill(certificate.get(), key.get(), now) &&
                    PEM_write_bio_X509(certificate_text.get(), certificate.get()) == 1 &&
                    PEM_write_bio_PrivateKey(key_text.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1;
  if (!made) {
    const char* why = ERR_reason_error_string(ERR_get_error());
    return fail(Error{std::string("no certificate can be made: ") + (why == nullptr ? "OpenSSL gives no reason" : why)});
  }
  return KeyPair{.certificate = text_of(certificate_text.get()), .key = text_of(key_text.get())};
}

std::chrono::system_clock::time_point certificate_ends(std::string_view certificate) {
  const Certificate read = read_certificate(certificate);
  std::tm end{};
  const bool known = read && ASN1_TIME_to_tm(X509_get0_notAfter(read.get()), &end) == 1;
  return known ? std::chrono::system_clock::from_time_t(timegm(&end)) : std::chrono::system_clock::time_point{};
}

CertificateFacts certificate_facts(std::string_view certificate) {
  const Certificate read = read_certificate(certificate);
  if (!read) return {};
  X509* known = read.get();
  const auto name = [](const X509_NAME* of) {
    return printed([&](BIO* out) { X509_NAME_print_ex(out, of, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB); });
  };
  const auto time = [](const ASN1_TIME* of) { return printed([&](BIO* out) { ASN1_TIME_print(out, of); }); };
  return {.subject = name(X509_get_subject_name(known)),
          .issuer = name(X509_get_issuer_name(known)),
          .serial = serial_of(known),
          .not_before = time(X509_get0_notBefore(known)),
          .not_after = time(X509_get0_notAfter(known))};
}

}  // namespace cxsam
