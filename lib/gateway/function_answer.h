// What a function gave back, made into an HTTP answer.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "application/application.h"
#include "base/result.h"
#include "http/server.h"

namespace cxsam::gateway {

struct AnswerRules {
  application::Api::Kind kind = application::Api::Kind::Rest;
  std::string_view payload_format = "1.0";
  const std::vector<std::string>* binary_media_types = nullptr;
  std::string_view accept;  // of the request; REST APIs decode base64 only for a type that the client accepts
  std::string_view content_type = "application/json";  // of an answer that has none; JSON that is the body itself is JSON
};

/// The error says what about the answer API Gateway could not use; the client gets Failure::BadFunctionAnswer.
/// REST and payload format 1.0: an object of `statusCode`, `headers`, `multiValueHeaders`, `body` (text) and
/// `isBase64Encoded`; any other key is an error for REST APIs. Format 2.0: an object with `statusCode` (and `cookies`), or
/// any JSON, which is then the body of a 200.
/// Sources: API Gateway developer guide, "Output format of a Lambda function for proxy integration" and "Create AWS Lambda
/// proxy integrations for HTTP APIs"; recorded answers.
Result<http::Response> make_answer(std::string_view function_result, const AnswerRules& rules);

/// The head of an answer that streams, from what the function writes before its first eight NUL bytes: an object of
/// `statusCode` (200), `headers`, `multiValueHeaders` and `cookies`. Sources: Lambda developer guide, "Response streaming for
/// Lambda functions"; API Gateway developer guide, "Set up a Lambda proxy integration with payload response streaming".
Result<http::Response> make_streamed_head(std::string_view prelude);

}  // namespace cxsam::gateway
