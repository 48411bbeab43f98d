// Signature Version 4: signing requests, URLs and streamed bodies, and checking them. Pure: time and keys are given.
// Source: AWS Identity and Access Management user guide, "Create a signed AWS API request"; Amazon S3 API reference,
// "Authenticating Requests (AWS Signature Version 4)".
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "aws/credentials.h"
#include "loop/clock.h"
#include "system/http_message.h"

namespace cxsam::aws {

/// What a signature is good for.
struct Scope {
  std::string service;  // the signing name: "s3", "lambda", "execute-api"
  std::string region;
  Clock::WallTime time;
};

/// What stands for the body in a signature: its digest, or one of these.
inline constexpr std::string_view kUnsignedPayload = "UNSIGNED-PAYLOAD";
inline constexpr std::string_view kUnsignedTrailer = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
inline constexpr std::string_view kSignedChunks = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";

/// The intermediate texts of a signature, for tests and for telling why two differ.
struct Signature {
  std::string canonical_request;
  std::string string_to_sign;
  std::string signed_headers;  // "host;x-amz-date"
  std::string value;           // 64 hexadecimal digits
};

/// Sets X-Amz-Date, for S3 X-Amz-Content-SHA256, for temporary credentials X-Amz-Security-Token, and Authorization. All headers
/// that the request has are signed, but for those that proxies change. `payload` is as above; "" is the digest of the body.
Signature sign(system::HttpRequest& request, const Credentials& credentials, const Scope& scope, std::string_view payload = "");

/// Makes `request.url` one that anybody may use until it expires. For S3 the body stays unsigned.
Signature presign(system::HttpRequest& request, const Credentials& credentials, const Scope& scope,
                  std::chrono::seconds lifetime);

/// The key that signs for one day, Region and service.
std::string signing_key(std::string_view secret_key, const Scope& scope);

/// A body that is sent in signed pieces (`kSignedChunks`), each of which vouches for the one before it.
class ChunkSigner {
 public:
  /// `seed` is the signature of the request's headers.
  ChunkSigner(std::string_view secret_key, const Scope& scope, std::string seed);

  /// The piece as it goes over the wire. The last one is empty.
  std::string frame(std::string_view data);

 private:
  std::string key_;
  std::string scope_text_;  // "20260304T050607Z\n20260304/us-east-1/s3/aws4_request"
  std::string previous_;
};

/// How many bytes `size` bytes take in pieces of `piece` bytes with the last, empty one.
std::size_t framed_size(std::size_t size, std::size_t piece);

}  // namespace cxsam::aws
