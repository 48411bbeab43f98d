#include "aws/verify.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "aws/canonical.h"
#include "aws/sigv4.h"
#include "aws/times.h"
#include "base/hash.h"
#include "base/hex.h"
#include "base/hmac.h"
#include "base/percent.h"
#include "base/text.h"

namespace cxsam::aws {
namespace {

using Kind = Refusal::Kind;
using system::HttpRequest;

constexpr std::chrono::minutes kSkew{5};
constexpr std::chrono::seconds kLongest{7 * 24 * 3600};  // of a presigned URL

/// What a request says of its signature, wherever it says so.
struct Claim {
  std::string credential;  // "AKID/20260304/us-east-1/s3/aws4_request"
  std::string date;
  std::string signed_headers;
  std::string signature;
  std::string token;
  std::optional<std::chrono::seconds> lifetime;  // of a presigned URL
};

tl::unexpected<Refusal> refuse(Kind kind, std::string message) { return tl::unexpected<Refusal>({kind, std::move(message)}); }

std::string text_of(const std::string* header) { return header == nullptr ? "" : *header; }

tl::expected<Claim, Refusal> read_header(const HttpRequest& request, std::string_view authorization) {
  constexpr std::string_view kBegin = "AWS4-HMAC-SHA256 ";
  if (!authorization.starts_with(kBegin))
    return refuse(Kind::NotSigned, "The Authorization header holds no Signature Version 4.");
  Claim claim;
  for (const std::string_view part : split(authorization.substr(kBegin.size()), ',')) {
    const std::string_view word = trim(part);
    const std::size_t equals = std::min(word.find('='), word.size());
    const std::string value(word.substr(std::min(equals + 1, word.size())));
    if (word.starts_with("Credential=")) claim.credential = value;
    if (word.starts_with("SignedHeaders=")) claim.signed_headers = value;
    if (word.starts_with("Signature=")) claim.signature = value;
  }
  claim.date = text_of(system::find_header(request.headers, "x-amz-date"));
  claim.token = text_of(system::find_header(request.headers, "x-amz-security-token"));
  for (const auto& [name, value] :
       {std::pair("Credential", &claim.credential), {"SignedHeaders", &claim.signed_headers}, {"Signature", &claim.signature}})
    if (value->empty()) return refuse(Kind::Malformed, fmt::format("Authorization header requires '{}' parameter.", name));
  if (claim.date.empty()) return refuse(Kind::Malformed, "Authorization header requires existence of an 'X-Amz-Date' header.");
  return claim;
}

tl::expected<Claim, Refusal> read_query(std::string_view query) {
  Claim claim;
  bool any = false;
  std::string lifetime;
  for (const auto& [name, value] : parse_query(query)) {
    any = any || name == "X-Amz-Algorithm" || name == "X-Amz-Signature";
    if (name == "X-Amz-Credential") claim.credential = value;
    if (name == "X-Amz-Date") claim.date = value;
    if (name == "X-Amz-SignedHeaders") claim.signed_headers = value;
    if (name == "X-Amz-Signature") claim.signature = value;
    if (name == "X-Amz-Security-Token") claim.token = value;
    if (name == "X-Amz-Expires") lifetime = value;
  }
  if (!any) return refuse(Kind::NotSigned, "The request is not signed.");
  const auto seconds = parse_int(lifetime);
  if (!seconds || *seconds < 1 || std::chrono::seconds(*seconds) > kLongest)
    return refuse(Kind::Malformed, "X-Amz-Expires must be between 1 and 604800 seconds.");
  claim.lifetime = std::chrono::seconds(*seconds);
  if (claim.credential.empty() || claim.date.empty() || claim.signed_headers.empty() || claim.signature.empty())
    return refuse(Kind::Malformed,
                  "A presigned URL needs X-Amz-Credential, X-Amz-Date, X-Amz-SignedHeaders and X-Amz-Signature.");
  return claim;
}

/// The URL without the signature itself, which it cannot sign.
std::string without_signature(std::string_view url) {
  const std::size_t question = std::min(url.find('?'), url.size());
  std::string text(url.substr(0, question));
  char separator = '?';
  if (question == url.size()) return text;
  for (const std::string_view part : split(url.substr(question + 1), '&')) {
    if (part.starts_with("X-Amz-Signature=")) continue;
    text += separator;
    text += part;
    separator = '&';
  }
  return text;
}

/// The digest or word for the body that the client signed.
std::string payload_of(const HttpRequest& request, const Claim& claim, std::string_view service) {
  const std::string* sent = system::find_header(request.headers, "x-amz-content-sha256");
  if (sent != nullptr) return *sent;
  return claim.lifetime && signs_as_s3(service) ? std::string(kUnsignedPayload) : sha256_hex(request.body);
}

std::optional<Refusal> find_time_fault(const Claim& claim, Clock::WallTime signed_at, Clock::WallTime now) {
  if (signed_at > now + kSkew) return Refusal{Kind::Expired, "The request is signed for a time that has not come yet."};
  if (claim.lifetime && now > signed_at + *claim.lifetime) return Refusal{Kind::Expired, "The presigned URL has expired."};
  if (!claim.lifetime && now > signed_at + kSkew)
    return Refusal{Kind::Expired, "The signature is older than five minutes: look at the client's clock."};
  return std::nullopt;
}

}  // namespace

tl::expected<Verified, Refusal> verify(const HttpRequest& request, const Lookup& lookup, Clock::WallTime now) {
  const std::string* authorization = system::find_header(request.headers, "authorization");
  const auto claim =
      authorization != nullptr ? read_header(request, *authorization) : read_query(system::split_url(request.url).query);
  if (!claim) return tl::unexpected(claim.error());
  const std::vector<std::string_view> credential = split(claim->credential, '/');
  if (credential.size() != 5 || credential[4] != "aws4_request" || !claim->date.starts_with(credential[1]) ||
      credential[1].size() != 8)
    return refuse(Kind::Malformed,
                  "Credential must be 'ACCESS_KEY/YYYYMMDD/REGION/SERVICE/aws4_request', its day that of X-Amz-Date.");
  const auto time = parse_amz_date(claim->date);
  if (!time) return refuse(Kind::Malformed, "X-Amz-Date must be of the form '20260131T120000Z'.");
  if (auto fault = find_time_fault(*claim, *time, now)) return tl::unexpected(*std::move(fault));
  const std::optional<Credentials> keys = lookup(credential[0]);
  if (!keys) return refuse(Kind::UnknownKey, "The security token included in the request is invalid.");
  if (!equal_in_constant_time(keys->token, claim->token))
    return refuse(Kind::UnknownKey, "The security token included in the request is invalid.");
  if (keys->expires && now >= *keys->expires)
    return refuse(Kind::ExpiredToken, "The security token included in the request is expired");

  std::vector<std::string> names;
  for (const std::string_view name : split(claim->signed_headers, ';')) names.emplace_back(name);
  if (std::ranges::find(names, "host") == names.end()) return refuse(Kind::Malformed, "The header 'host' must be signed.");
  const Scope scope{std::string(credential[3]), std::string(credential[2]), *time};
  const std::string payload = payload_of(request, *claim, scope.service);
  HttpRequest bare = request;
  if (claim->lifetime) bare.url = without_signature(request.url);
  const std::string canonical = canonical_request(bare, names, payload, signs_as_s3(scope.service));
  const std::string text = fmt::format("AWS4-HMAC-SHA256\n{}\n{}\n{}", claim->date,
                                       claim->credential.substr(credential[0].size() + 1), sha256_hex(canonical));
  const std::string expected = to_hex(hmac_sha256(signing_key(keys->secret_key, scope), text));
  if (!equal_in_constant_time(expected, claim->signature))
    return refuse(
        Kind::WrongSignature,
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key "
        "and signing method. Consult the service documentation for details.");
  const bool is_digest = payload.size() == 64 && payload.find('-') == std::string::npos;
  if (is_digest && payload != sha256_hex(request.body))
    return refuse(Kind::WrongPayload, "The provided 'x-amz-content-sha256' header does not match what was computed.");
  return Verified{std::string(credential[0]), scope.service, scope.region, claim->signed_headers};
}

}  // namespace cxsam::aws
