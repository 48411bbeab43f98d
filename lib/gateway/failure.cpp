#include "gateway/failure.h"

#include <array>
#include <charconv>
#include <string_view>

#include "base/embedded.h"
#include "facts/table.h"

namespace cxsam::gateway {
namespace {

struct Answer {
  int status = 0;
  std::string_view body;
  std::string_view error_type;  // x-amzn-ErrorType; "" for none
};

int number(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// The row of a failure; it has one (a test holds it).
Answer find_answer(application::Api::Kind kind, Failure failure) {
  const facts::Row row = facts::rows_named(embedded_file("schemas/gateway/responses.tsv"), failure_name(failure)).at(0);
  if (kind == application::Api::Kind::Rest) return {.status = number(row[1]), .body = row[3], .error_type = row[2]};
  return {.status = number(row[4]), .body = row[5], .error_type = {}};
}

}  // namespace

std::string_view failure_name(Failure failure) {
  constexpr std::array<std::string_view, 12> kNames{
      "NoRoute",           "BadRequest",      "RequestTooLarge",      "HeadersTooLarge",
      "BadFunctionAnswer", "Throttled",       "IntegrationTimeout",   "NotImplemented",
      "Internal",          "InvalidJsonBody", "UnsupportedMediaType", "Overloaded"};
  return kNames[static_cast<std::size_t>(failure)];
}

http::Response failure_response(application::Api::Kind kind, Failure failure) {
  const Answer answer = find_answer(kind, failure);
  http::Response response{
      .status = answer.status, .headers = {{"Content-Type", "application/json"}}, .body = std::string(answer.body)};
  if (!answer.error_type.empty()) response.headers.emplace_back("x-amzn-ErrorType", answer.error_type);
  return response;
}

}  // namespace cxsam::gateway
