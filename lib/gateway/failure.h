// The answers that API Gateway itself gives when there is none of an integration.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "application/application.h"
#include "http/server.h"

namespace cxsam::gateway {

/// Each has its row in schemas/gateway/responses.tsv, which says of which gateway response type it is.
enum class Failure : std::uint8_t {
  AccessDenied,
  ApiConfiguration,  // bytes that are no base64, an answer without an integration response
  AuthorizerConfiguration,
  AuthorizerFailure,
  BadBody,
  BadFunctionAnswer,  // the function failed, or what it gave back is no answer
  BadParameters,
  BadRequest,
  ExpiredToken,
  FunctionThrottled,
  HeadersTooLarge,
  IncompleteSignature,
  IntegrationFailure,
  IntegrationTimeout,
  Internal,
  InvalidApiKey,
  InvalidJsonBody,  // a mapping looks into a body that is no JSON
  InvalidSignature,
  NoRoute,
  NotImplemented,  // an integration that does not run locally
  NotSigned,
  Overloaded,
  QuotaExceeded,
  RequestTooLarge,
  ResourceNotFound,
  Throttled,
  Unauthorized,
  UnknownSigner,
  UnsupportedMediaType,  // no mapping template is for it, and it may not pass as it is; the last one
};

/// Why a request ends before its integration has answered: what the client gets, and what is told to the developer.
struct Refused {
  Failure failure = Failure::Internal;
  std::string why = {};         // "" for nothing
  std::string message = {};     // "" for the failure's own
  http::Headers headers = {};   // further ones, such as WWW-Authenticate
  std::string validation = {};  // what a model found wrong in a body
};

/// Its row in schemas/gateway/responses.tsv.
std::string_view failure_name(Failure failure);

/// What the table says of a failure, for one kind of API.
struct FailureAnswer {
  std::string_view type;  // "THROTTLED"; "" for HTTP APIs, which have none
  int status = 0;
  std::string_view error_type;  // x-amzn-ErrorType; "" for none
  std::string_view message;
  std::string_view body;  // `$message` stands for the message as JSON text
};
FailureAnswer failure_answer(application::Api::Kind kind, Failure failure);

/// The answer as it is where an API does not customise it.
http::Response failure_response(application::Api::Kind kind, const Refused& refused);
http::Response failure_response(application::Api::Kind kind, Failure failure);

}  // namespace cxsam::gateway
