// The answers that API Gateway itself gives when there is none of a function.
#pragma once

#include <cstdint>
#include <string_view>

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
  InvalidJsonBody,       // a mapping looks into a body that is no JSON
  UnsupportedMediaType,  // no mapping template is for it, and it may not pass as it is
  Overloaded,            // the last one
};

/// Its row in schemas/gateway/responses.tsv.
std::string_view failure_name(Failure failure);

/// Status, body and error type of the kind of API, from schemas/gateway/responses.tsv.
http::Response failure_response(application::Api::Kind kind, Failure failure);

}  // namespace cxsam::gateway
