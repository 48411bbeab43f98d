#include "aws/sigv4.h"

#include <utility>
#include <vector>

#include <fmt/format.h>

#include "aws/canonical.h"
#include "aws/times.h"
#include "base/hash.h"
#include "base/hex.h"
#include "base/hmac.h"
#include "base/percent.h"
#include "base/text.h"

namespace cxsam::aws {
namespace {

constexpr std::string_view kAlgorithm = "AWS4-HMAC-SHA256";

/// "20260304/us-east-1/s3/aws4_request"
std::string scope_text(const Scope& scope) {
  return fmt::format("{}/{}/{}/aws4_request", amz_date(scope.time).substr(0, 8), scope.region, scope.service);
}

Signature compute(const system::HttpRequest& request, const std::vector<std::string>& signed_headers, std::string_view payload,
                  std::string_view secret_key, const Scope& scope) {
  Signature signature;
  signature.signed_headers = join(signed_headers, ";");
  signature.canonical_request = canonical_request(request, signed_headers, payload, signs_as_s3(scope.service));
  signature.string_to_sign = fmt::format("{}\n{}\n{}\n{}", kAlgorithm, amz_date(scope.time), scope_text(scope),
                                         sha256_hex(signature.canonical_request));
  signature.value = to_hex(hmac_sha256(signing_key(secret_key, scope), signature.string_to_sign));
  return signature;
}

}  // namespace

std::string signing_key(std::string_view secret_key, const Scope& scope) {
  const std::string day = hmac_sha256("AWS4" + std::string(secret_key), amz_date(scope.time).substr(0, 8));
  return hmac_sha256(hmac_sha256(hmac_sha256(day, scope.region), scope.service), "aws4_request");
}

Signature sign(system::HttpRequest& request, const Credentials& credentials, const Scope& scope, std::string_view payload) {
  const std::string stands_for_body = payload.empty() ? sha256_hex(request.body) : std::string(payload);
  std::erase_if(request.headers,
                [](const system::HttpHeader& header) { return equals_ignoring_case(header.name, "authorization"); });
  system::set_header(request.headers, "X-Amz-Date", amz_date(scope.time));
  if (signs_as_s3(scope.service)) system::set_header(request.headers, "X-Amz-Content-SHA256", stands_for_body);
  if (!credentials.token.empty()) system::set_header(request.headers, "X-Amz-Security-Token", credentials.token);
  Signature signature = compute(request, signable_headers(request), stands_for_body, credentials.secret_key, scope);
  request.headers.push_back(
      {"Authorization", fmt::format("{} Credential={}/{}, SignedHeaders={}, Signature={}", kAlgorithm, credentials.access_key,
                                    scope_text(scope), signature.signed_headers, signature.value)});
  return signature;
}

Signature presign(system::HttpRequest& request, const Credentials& credentials, const Scope& scope,
                  std::chrono::seconds lifetime) {
  const std::vector<std::string> names = signable_headers(request);
  request.url = request.url.substr(0, request.url.find('#'));
  request.url += request.url.find('?') == std::string::npos ? '?' : '&';
  request.url += fmt::format("X-Amz-Algorithm={}&X-Amz-Credential={}&X-Amz-Date={}&X-Amz-Expires={}&X-Amz-SignedHeaders={}",
                             kAlgorithm, percent_encode(credentials.access_key + "/" + scope_text(scope)), amz_date(scope.time),
                             lifetime.count(), percent_encode(join(names, ";")));
  if (!credentials.token.empty()) request.url += "&X-Amz-Security-Token=" + percent_encode(credentials.token);
  const std::string payload = signs_as_s3(scope.service) ? std::string(kUnsignedPayload) : sha256_hex(request.body);
  Signature signature = compute(request, names, payload, credentials.secret_key, scope);
  request.url += "&X-Amz-Signature=" + signature.value;
  return signature;
}

ChunkSigner::ChunkSigner(std::string_view secret_key, const Scope& scope, std::string seed)
    : key_(signing_key(secret_key, scope)),
      scope_text_(amz_date(scope.time) + "\n" + scope_text(scope)),
      previous_(std::move(seed)) {}

std::string ChunkSigner::frame(std::string_view data) {
  const std::string text =
      fmt::format("AWS4-HMAC-SHA256-PAYLOAD\n{}\n{}\n{}\n{}", scope_text_, previous_, sha256_hex(""), sha256_hex(data));
  previous_ = to_hex(hmac_sha256(key_, text));
  return fmt::format("{:x};chunk-signature={}\r\n{}\r\n", data.size(), previous_, data);
}

std::size_t framed_size(std::size_t size, std::size_t piece) {
  constexpr std::size_t kAround = 17 + 64 + 4;  // ";chunk-signature=", the signature, two line ends
  const auto framed = [](std::size_t bytes) { return fmt::format("{:x}", bytes).size() + kAround + bytes; };
  const std::size_t rest = size % piece;
  return size / piece * framed(piece) + (rest > 0 ? framed(rest) : 0) + framed(0);
}

}  // namespace cxsam::aws
