#include "gateway/client_certificate.h"

#include "base/certificate.h"

namespace cxsam::gateway {

void write_client_certificate(JsonWriter& json, std::string_view certificate) {
  if (certificate.empty()) return;
  const CertificateFacts facts = certificate_facts(certificate);
  json.key("clientCert");
  json.begin_object();
  json.member("clientCertPem", certificate);
  json.member("subjectDN", facts.subject);
  json.member("issuerDN", facts.issuer);
  json.member("serialNumber", facts.serial);
  json.key("validity");
  json.begin_object();
  json.member("notBefore", facts.not_before);
  json.member("notAfter", facts.not_after);
  json.end_object();
  json.end_object();
}

}  // namespace cxsam::gateway
