// What a function gave back, made into the answer of its URL. Source: AWS Lambda developer guide, "Invoking Lambda function
// URLs", response payload format; "Response streaming for Lambda functions"; recorded answers.
#pragma once

#include "base/result.h"
#include "http/server.h"
#include "invoke/invoke.h"
#include "invoke/stream.h"

namespace cxsam::gateway {

/// Invoke mode BUFFERED: an object with `statusCode` is an answer of payload format 2.0, any other JSON is the body of a 200: a
/// string without its quotes, all else compact. What a function streams all the same begins with status and headers of its own.
/// The error says what of it cannot be used; the client gets 502 then.
Result<http::Response> make_url_answer(const invoke::BufferedResponse& answer);

/// Invoke mode RESPONSE_STREAM: as soon as the function has said status and headers, or begun to write without them (200, its
/// content type); the body follows while it is written.
Task<http::Response> stream_url_answer(std::shared_ptr<invoke::Stream> stream);

/// Without an answer of the function: 413, 429, 502.
http::Response url_failure(int status);

}  // namespace cxsam::gateway
