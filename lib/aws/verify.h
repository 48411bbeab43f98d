// The other side of Signature Version 4: whether a request comes from whom it says.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "aws/credentials.h"
#include "loop/clock.h"
#include "system/http_message.h"

namespace cxsam::aws {

struct Verified {
  std::string access_key;
  std::string service;
  std::string region;
  std::string signed_headers;  // "host;x-amz-date"
};

struct Refusal {
  enum class Kind : std::uint8_t { NotSigned, Malformed, UnknownKey, Expired, WrongSignature, WrongPayload, ExpiredToken };
  Kind kind;
  std::string message;  // a sentence
};

/// The keys that belong to an access key.
using Lookup = std::function<std::optional<Credentials>(std::string_view access_key)>;

/// Checks the Authorization header or, without one, the parameters of a presigned URL. `request.url` may begin with its path,
/// the host is then in its header. The time may be 5 minutes off, and a presigned URL lasts as long as it says; a body must
/// have the digest that was signed, where one was. Keys whose time is over sign nothing.
tl::expected<Verified, Refusal> verify(const system::HttpRequest& request, const Lookup& lookup, Clock::WallTime now);

}  // namespace cxsam::aws
