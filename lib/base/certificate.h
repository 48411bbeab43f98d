// Certificates that this machine makes for itself.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/result.h"

namespace cxsam {

/// Both in PEM form.
struct KeyPair {
  std::string certificate;
  std::string key;
};

/// A certificate that signs itself, of an elliptic curve key (P-256): for `localhost`, names below it, 127.0.0.1 and ::1, valid
/// for ten years from a day before `now`.
Result<KeyPair> make_self_signed(std::chrono::system_clock::time_point now);

/// Until when a certificate (PEM) is valid; 1970 for what is none.
std::chrono::system_clock::time_point certificate_ends(std::string_view certificate);

/// What a certificate (PEM) says, in the forms of events of API Gateway: "CN=client,O=Example", "a1:b2:...",
/// "Aug  5 09:36:04 2021 GMT". All are "" for what is none.
struct CertificateFacts {
  std::string subject;
  std::string issuer;
  std::string serial;
  std::string not_before;
  std::string not_after;
};
CertificateFacts certificate_facts(std::string_view certificate);

}  // namespace cxsam
