// The answers that API Gateway itself gives when there is none of a function.
#pragma once

#include <cstdint>

#include "application/application.h"
#include "http/server.h"

namespace cxsam::gateway {

enum class Failure : std::uint8_t {
  NoRoute,
  BadRequest,
  RequestTooLarge,
  HeadersTooLarge,
  BadFunctionAnswer,  // the function failed, or what it gave back is no answer
  Throttled,
  IntegrationTimeout,
  NotImplemented,  // an integration that does not run locally
  Internal,
  Overloaded,
};

/// Status, body and error type of the kind of API.
/// Sources: API Gateway developer guide, "Gateway response types"; recorded answers of REST APIs.
http::Response failure_response(application::Api::Kind kind, Failure failure);

}  // namespace cxsam::gateway
