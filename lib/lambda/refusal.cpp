#include "lambda/refusal.h"

#include <iterator>

#include "json/json.h"

namespace cxsam::lambda {
namespace {

/// `key` is how the error's shape spells the member of its message.
struct Shape {
  Refusal::Kind kind;
  int status;
  std::string_view type;
  std::string_view key;
  std::string_view whose;  // "User", "Service", "" for an error without `Type`
};

using Kind = Refusal::Kind;

constexpr Shape kShapes[] = {
    {Kind::Validation, 400, "ValidationException", "message", ""},
    {Kind::InvalidParameter, 400, "InvalidParameterValueException", "message", "User"},
    {Kind::InvalidContent, 400, "InvalidRequestContentException", "message", "User"},
    {Kind::BadRequest, 400, "BadRequestException", "message", "User"},
    {Kind::NotFound, 404, "ResourceNotFoundException", "Message", "User"},
    {Kind::TooLarge, 413, "RequestEntityTooLargeException", "message", "User"},
    {Kind::TooManyRequests, 429, "TooManyRequestsException", "message", "User"},
    {Kind::UnknownOperation, 404, "UnknownOperationException", "Message", ""},
    {Kind::NotImplemented, 501, "NotImplementedException", "Message", "LocalService"},
    {Kind::Internal, 500, "ServiceException", "Message", "Service"},
    {Kind::Overloaded, 503, "ServiceUnavailableException", "Message", "Service"},
};
static_assert(std::size(kShapes) == static_cast<std::size_t>(Kind::Overloaded) + 1);

const Shape& shape_of(Kind kind) { return kShapes[static_cast<std::size_t>(kind)]; }

}  // namespace

http::Response response_of(const Refusal& refusal) {
  const Shape& shape = shape_of(refusal.kind);
  Json body = Json::object();
  if (!refusal.reason.empty()) body["Reason"] = refusal.reason;
  if (!shape.whose.empty()) body["Type"] = shape.whose;
  body[std::string(shape.key)] = refusal.message;
  http::Response response{.status = shape.status, .headers = {}, .body = dump_json(body)};
  response.headers.emplace_back("Content-Type", "application/json");
  response.headers.emplace_back("x-amzn-ErrorType", shape.type);
  return response;
}

Refusal refusal_of_status(int status) {
  if (status == 413) return {Kind::TooLarge, "Request must be smaller than 6291456 bytes for the InvokeFunction operation"};
  if (status == 503) return {Kind::Overloaded, "too many connections at once"};
  if (status == 500) return {Kind::Internal, "the request ended with an error of cxsam, which its log shows"};
  if (status == 431) return {Kind::BadRequest, "the headers of the request are too large"};
  return {Kind::BadRequest, "the request is no HTTP request that can be read"};
}

}  // namespace cxsam::lambda
