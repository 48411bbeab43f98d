// Errors of the Lambda API as answers. Source: AWS Lambda API reference, "Invoke", section Errors; recorded answers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "http/server.h"

namespace cxsam::lambda {

/// What a caller is told instead of a result.
struct Refusal {
  enum class Kind : std::uint8_t {
    Validation,
    InvalidParameter,
    InvalidContent,
    BadRequest,
    NotFound,
    TooLarge,
    TooManyRequests,
    UnknownOperation,
    NotImplemented,
    Internal,
    Overloaded  // the last one
  } kind = Kind::Internal;
  std::string message;
  std::string reason = {};  // of TooManyRequests
};

template <class T>
using Accepted = tl::expected<T, Refusal>;

inline tl::unexpected<Refusal> refuse(Refusal::Kind kind, std::string message) {
  return tl::unexpected<Refusal>(Refusal{.kind = kind, .message = std::move(message)});
}

/// Status, `x-amzn-ErrorType` and JSON body; the request's id is added by the caller.
http::Response response_of(const Refusal& refusal);

/// The answer to what the server refuses by itself (400, 413, 431, 500, 503).
Refusal refusal_of_status(int status);

}  // namespace cxsam::lambda
