#include "aws/error.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "aws/failure.h"
#include "aws/members.h"
#include "aws/xml.h"
#include "base/text.h"
#include "json/json.h"

namespace cxsam::aws {
namespace {

// Source: AWS SDKs and Tools reference guide, "Retry behavior"; Amazon S3 API reference, "Error responses".
constexpr std::array<std::string_view, 6> kPassing{"RequestTimeout",  "RequestTimeoutException", "InternalError",
                                                   "InternalFailure", "ServiceUnavailable",      "IDPCommunicationError"};
constexpr std::array kPassingStatus{500, 502, 503, 504, 509};

constexpr std::array<std::string_view, 3> kUnknownKeys{"InvalidClientTokenId", "UnrecognizedClientException",
                                                       "InvalidAccessKeyId"};

template <class List, class Value>
bool holds(const List& list, const Value& value) {
  return std::ranges::find(list, value) != list.end();
}

/// "ValidationException" of "com.amazon.coral#ValidationException:http://...".
std::string short_code(std::string_view code) {
  code = code.substr(0, code.find(':'));
  const std::size_t hash = code.rfind('#');
  return std::string(hash == std::string_view::npos ? code : code.substr(hash + 1));
}

void read_xml(const XmlElement& root, AwsError& error) {
  const XmlElement* inner = root.name == "Error" ? &root : root.find("Error");
  if (inner == nullptr) inner = root.find("Errors/Error");
  if (inner == nullptr) return;
  error.code = inner->text_of("Code");
  error.message = inner->text_of("Message");
  if (error.code == "AuthorizationHeaderMalformed") error.region = inner->text_of("Region");
  for (const std::string_view name : {"RequestId", "RequestID"}) {
    if (error.request_id.empty()) error.request_id = inner->text_of(name);
    if (error.request_id.empty()) error.request_id = root.text_of(name);
  }
}

void read_json(const Json& json, AwsError& error) {
  if (!json.is_object()) return;
  error.code = short_code(text_of(json, "__type"));
  if (error.code.empty()) error.code = short_code(text_of(json, "code"));
  if (error.code.empty()) error.code = text_of(json, "error");  // OAuth: RFC 6749, section 5.2
  for (const std::string_view name : {"message", "Message", "errorMessage", "error_description"})
    if (error.message.empty()) error.message = text_of(json, name);
}

std::string one_line(std::string_view text) {
  constexpr std::size_t kMost = 300;
  std::string line;
  for (const char c : trim(text.substr(0, kMost))) line += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
  return line;
}

std::vector<std::string> hints_for(const AwsError& error) {
  const std::string& code = error.code;
  if (says_expired(error)) return {"the credentials have expired: get new ones, with SSO by `aws sso login`"};
  if (holds(kUnknownKeys, code)) return {"AWS does not know these keys: `aws sts get-caller-identity` shows who you are"};
  if (code == "SignatureDoesNotMatch")
    return {"the secret key does not belong to the access key, or something changes requests on their way"};
  return {};
}

}  // namespace

AwsError read_error(const system::HttpAnswer& answer) {
  AwsError error{.code = "", .message = "", .status = answer.status};
  const std::string_view body = trim(answer.body);
  if (body.starts_with('<')) {
    if (const auto root = parse_xml(body)) read_xml(*root, error);
  } else if (const auto json = parse_json(body)) {
    read_json(*json, error);
  }
  if (const std::string* type = system::find_header(answer.headers, "x-amzn-errortype")) error.code = short_code(*type);
  if (const std::string* code = system::find_header(answer.headers, "x-amzn-query-error"))
    error.code = std::string(split(*code, ';').front());
  for (const std::string_view name : {"x-amzn-requestid", "x-amz-request-id"})
    if (const std::string* id = system::find_header(answer.headers, name); id != nullptr && error.request_id.empty())
      error.request_id = *id;
  if (const std::string* region = system::find_header(answer.headers, "x-amz-bucket-region");
      region != nullptr && answer.status != 403)
    error.region = *region;
  if (error.code.empty()) error.code = std::to_string(answer.status);
  if (error.message.empty()) error.message = one_line(body);
  if (error.message.empty())
    error.message = answer.status == 404 ? "Not Found" : answer.status == 403 ? "Forbidden" : "no reason is given";
  error.repeatable = is_throttled(error) || holds(kPassingStatus, answer.status) || holds(kPassing, error.code);
  error.hints = hints_for(error);
  return error;
}

Error to_error(const AwsError& error, std::string_view operation) {
  if (error.status == 0) return Error{error.message, {fmt::format("calling {}", operation)}, error.hints};
  return Error{fmt::format("An error occurred ({}) when calling the {} operation: {}", error.code, operation, error.message),
               {},
               error.hints};
}

}  // namespace cxsam::aws
