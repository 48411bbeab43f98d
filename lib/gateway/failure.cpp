#include "gateway/failure.h"

#include <array>
#include <charconv>
#include <string_view>

#include "base/embedded.h"
#include "base/text.h"
#include "facts/table.h"
#include "gateway/json_writer.h"

namespace cxsam::gateway {
namespace {

int number(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::string body_of(const FailureAnswer& answer, std::string_view message) {
  std::string text = "null";
  if (!message.empty()) {
    text.clear();
    append_json_string(text, message);
  }
  return replace_all(std::string(answer.body), "$message", text);
}

}  // namespace

std::string_view failure_name(Failure failure) {
  constexpr std::array<std::string_view, 29> kNames{"AccessDenied",
                                                    "ApiConfiguration",
                                                    "AuthorizerConfiguration",
                                                    "AuthorizerFailure",
                                                    "BadBody",
                                                    "BadFunctionAnswer",
                                                    "BadParameters",
                                                    "BadRequest",
                                                    "ExpiredToken",
                                                    "FunctionThrottled",
                                                    "HeadersTooLarge",
                                                    "IncompleteSignature",
                                                    "IntegrationFailure",
                                                    "IntegrationTimeout",
                                                    "Internal",
                                                    "InvalidApiKey",
                                                    "InvalidJsonBody",
                                                    "InvalidSignature",
                                                    "NoRoute",
                                                    "NotImplemented",
                                                    "NotSigned",
                                                    "Overloaded",
                                                    "QuotaExceeded",
                                                    "RequestTooLarge",
                                                    "ResourceNotFound",
                                                    "Throttled",
                                                    "Unauthorized",
                                                    "UnknownSigner",
                                                    "UnsupportedMediaType"};
  return kNames[static_cast<std::size_t>(failure)];
}

/// It has a row (a test holds it).
FailureAnswer failure_answer(application::Api::Kind kind, Failure failure) {
  const facts::Row row = facts::rows_named(embedded_file("schemas/gateway/responses.tsv"), failure_name(failure)).at(0);
  if (kind == application::Api::Kind::Rest)
    return {.type = row[1], .status = number(row[2]), .error_type = row[3], .message = row[4], .body = row[5]};
  return {.type = {}, .status = number(row[6]), .error_type = {}, .message = row[7], .body = R"({"message":$message})"};
}

http::Response failure_response(application::Api::Kind kind, const Refused& refused) {
  const FailureAnswer answer = failure_answer(kind, refused.failure);
  const std::string_view message = refused.message.empty() ? answer.message : std::string_view(refused.message);
  http::Response response{
      .status = answer.status, .headers = {{"Content-Type", "application/json"}}, .body = body_of(answer, message)};
  if (!answer.error_type.empty()) response.headers.emplace_back("x-amzn-ErrorType", answer.error_type);
  response.headers.insert(response.headers.end(), refused.headers.begin(), refused.headers.end());
  return response;
}

http::Response failure_response(application::Api::Kind kind, Failure failure) {
  return failure_response(kind, Refused{.failure = failure});
}

}  // namespace cxsam::gateway
