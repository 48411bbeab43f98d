#include "gateway/failure.h"

namespace cxsam::gateway {
namespace {

struct Answer {
  int status;
  std::string_view body;
  std::string_view error_type;  // x-amzn-ErrorType; "" for none
};

Answer rest_answer(Failure failure) {
  switch (failure) {
    case Failure::NoRoute:
      return {403, R"({"message":"Missing Authentication Token"})", "MissingAuthenticationTokenException"};
    case Failure::BadRequest:
      return {400, R"({"message":"Bad Request"})", "BadRequestException"};
    case Failure::RequestTooLarge:
      return {413, R"({"message":"Request Too Long"})", "RequestTooLargeException"};
    case Failure::HeadersTooLarge:
      return {431, R"({"message":"Request Header Fields Too Large"})", ""};
    case Failure::BadFunctionAnswer:
      return {502, R"({"message": "Internal server error"})", "InternalServerErrorException"};
    case Failure::IntegrationTimeout:
      return {504, R"({"message": "Endpoint request timed out"})", "InternalServerErrorException"};
    case Failure::NotImplemented:
      return {501, R"({"message":"this integration does not run locally"})", ""};
    case Failure::Overloaded:
      return {503, R"({"message":"Service Unavailable"})", ""};
    case Failure::Throttled:
    case Failure::Internal:
      break;
  }
  return {500, R"({"message": "Internal server error"})", "InternalServerErrorException"};
}

Answer http_answer(Failure failure) {
  switch (failure) {
    case Failure::NoRoute:
      return {404, R"({"message":"Not Found"})", ""};
    case Failure::BadRequest:
      return {400, R"({"message":"Bad Request"})", ""};
    case Failure::RequestTooLarge:
      return {413, R"({"message":"Request Entity Too Large"})", ""};
    case Failure::HeadersTooLarge:
      return {431, R"({"message":"Request Header Fields Too Large"})", ""};
    case Failure::NotImplemented:
      return {501, R"({"message":"this integration does not run locally"})", ""};
    case Failure::Throttled:
    case Failure::IntegrationTimeout:
    case Failure::Overloaded:
      return {503, R"({"message":"Service Unavailable"})", ""};
    case Failure::BadFunctionAnswer:
    case Failure::Internal:
      break;
  }
  return {500, R"({"message":"Internal Server Error"})", ""};
}

}  // namespace

http::Response failure_response(application::Api::Kind kind, Failure failure) {
  const Answer answer = kind == application::Api::Kind::Rest ? rest_answer(failure) : http_answer(failure);
  http::Response response{
      .status = answer.status, .headers = {{"Content-Type", "application/json"}}, .body = std::string(answer.body)};
  if (!answer.error_type.empty()) response.headers.emplace_back("x-amzn-ErrorType", answer.error_type);
  return response;
}

}  // namespace cxsam::gateway
