#include "lambda/sam_api.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "application/tenants.h"
#include "base/ascii.h"
#include "base/percent.h"
#include "base/text.h"
#include "invoke/user_error.h"
#include "json/json.h"
#include "json/python_form.h"
#include "lambda/payload_check.h"

namespace cxsam::lambda {
namespace {

using invoke::Outcome;

constexpr std::string_view kBefore = "/2015-03-31/functions/";
constexpr std::string_view kBehind = "/invocations";

http::Response json_response(int status, std::string body) {
  http::Response response{.status = status, .headers = {}, .body = std::move(body)};
  response.headers.emplace_back("Content-Type", "application/json");
  return response;
}

/// As Python writes JSON.
std::string quoted(std::string_view text) { return Json(text).dump(-1, ' ', true, Json::error_handler_t::replace); }

http::Response error_response(int status, std::string_view type, std::string_view whose, std::string_view message) {
  http::Response response = json_response(status, "{\"Type\": " + quoted(whose) + ", \"Message\": " + quoted(message) + "}");
  response.headers.emplace_back("x-amzn-errortype", type);
  return response;
}

std::string header_or(const http::Request& request, std::string_view name, std::string_view otherwise) {
  const auto found =
      std::ranges::find_if(request.headers, [&](const auto& header) { return equals_ignoring_case(header.first, name); });
  return std::string(found == request.headers.end() ? otherwise : found->second);
}

/// What `text` begins with: a string, a word or number, or one character.
std::string_view first_token(std::string_view text) {
  std::size_t at = 1;
  if (text.front() == '"') {
    while (at < text.size() && text[at] != '"') at += text[at] == '\\' ? 2 : 1;
    return text.substr(0, at + 1);
  }
  const auto is_of_word = [](char c) { return is_letter_or_digit(c) || c == '-' || c == '.'; };
  if (is_of_word(text.front()))
    while (at < text.size() && is_of_word(text[at])) ++at;
  return text.substr(0, at);
}

/// The parser of SAM CLI, Python's, takes three numbers for which JSON has no word.
bool is_json_to_python(std::string_view body) {
  std::string text;
  while (!body.empty()) {
    const std::string_view token = first_token(body);
    text += token == "NaN" || token == "Infinity" || token == "-Infinity" ? "0" : token;
    body.remove_prefix(token.size());
  }
  return !why_not_json(text);
}

/// What is asked of a call before its function is looked for, in this order.
std::optional<http::Response> find_fault(const http::Request& request) {
  if (find_invalid_utf8(request.body)) return error_response(500, "Service", "Service", "ServiceException");
  if (!request.body.empty() && why_not_json(request.body) && !is_json_to_python(request.body)) {
    return error_response(400, "InvalidRequestContent", "User",
                          "Could not parse request body into json: No JSON object could be decoded");
  }
  const std::size_t mark = request.target.find('?');
  if (mark != std::string::npos && mark + 1 < request.target.size())
    return error_response(400, "InvalidRequestContent", "User", "Query Parameters are not supported");
  if (const std::string type = header_or(request, "x-amz-log-type", "None"); type != "None")
    return error_response(501, "NotImplemented", "LocalService",
                          "log-type: " + type + " is not supported. None is only supported.");
  return std::nullopt;
}

/// And of a call of this function.
std::optional<http::Response> find_fault(const http::Request& request, const application::Function& function) {
  const std::string_view fault = application::tenant_fault(function, http::find_header(request.headers, "x-amz-tenant-id"));
  if (!fault.empty()) return error_response(400, "ValidationException", "User", fault);
  const std::string type = header_or(request, "x-amz-invocation-type", "RequestResponse");
  if (type == "RequestResponse" || type == "Event") return std::nullopt;
  return error_response(501, "NotImplemented", "LocalService",
                        "invocation-type: " + type + " is not supported. Only Event and RequestResponse are supported.");
}

constexpr std::string_view kNamePattern =
    R"(^(arn:[^:]+:lambda:[^:]*:\d{12}:function:|\d{12}:function:)?[a-zA-Z0-9-_\.\[\]]+(:[\w$-]+)?$)";

http::Response bad_name(const std::string& name) {
  return error_response(
      400, "ValidationException", "User",
      "1 validation error detected: Value '" + name +
          "' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: " +
          std::string(kNamePattern));
}

/// "F" of "arn:aws:lambda:us-east-1:123456789012:function:F:live", "123456789012:function:F" and "F:live"; what else has colons
/// is a name as it stands. Nothing for what can be none.
std::optional<std::string> plain_name(std::string_view name) {
  constexpr std::string_view kMark = ":function:";
  const auto colons = std::ranges::count(name, ':');
  const std::size_t mark = name.find(kMark);
  if (name.starts_with("arn:")) {
    const std::vector<std::string_view> parts = split(name, ':');
    const bool whole = parts.size() > 6 && parts[2] == "lambda" && parts[5] == "function" && !parts[6].empty();
    return whole ? std::optional<std::string>(parts[6]) : std::nullopt;
  }
  if (mark != std::string_view::npos) {
    name.remove_prefix(mark + kMark.size());
    return std::string(name.substr(0, name.find(':')));
  }
  if (colons > 1) return std::string(name);
  if (colons == 1) {
    const std::size_t colon = name.find(':');
    return colon > 0 && colon + 1 < name.size() ? std::optional<std::string>(name.substr(0, colon)) : std::nullopt;
  }
  const bool fits = !name.empty() && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-_.[]").find(c) != std::string_view::npos;
  });
  return fits ? std::optional<std::string>(name) : std::nullopt;
}

http::Response response_of_outcome(const Outcome& outcome, const std::string& body) {
  if (outcome.kind == Outcome::Kind::Timeout) return json_response(200, "");
  if (outcome.kind == Outcome::Kind::CannotStart || find_invalid_utf8(body))
    return error_response(500, "Service", "Service", "ServiceException");
  const bool failed = outcome.kind != Outcome::Kind::Ok || invoke::looks_like_error(body);
  http::Response response = json_response(200, in_python_form(body));
  if (failed) response.headers.emplace_back("x-amz-function-error", "Unhandled");
  return response;
}

}  // namespace

Task<http::Response> handle_as_sam(std::shared_ptr<const Service> service, http::Request request) {
  const std::string_view path = std::string_view(request.target).substr(0, request.target.find('?'));
  if (!path.starts_with(kBefore) || !path.ends_with(kBehind) || path.size() <= kBefore.size() + kBehind.size())
    co_return error_response(404, "PathNotFoundLocally", "LocalService", "PathNotFoundException");
  if (request.method != "POST")
    co_return error_response(405, "MethodNotAllowedLocally", "LocalService", "MethodNotAllowedException");
  if (auto fault = find_fault(request)) co_return std::move(*fault);
  const std::string asked = percent_decode(path.substr(kBefore.size(), path.size() - kBefore.size() - kBehind.size()));
  FunctionName name{.region = {}, .account = {}, .name = asked, .qualifier = {}};
  if (service->directory.find(asked) == nullptr) {
    // Of a path of stacks only the last part is looked at.
    const std::size_t slash = asked.rfind('/');
    const std::string last = slash == std::string::npos ? asked : asked.substr(slash + 1);
    const std::optional<std::string> plain = plain_name(last);
    if (!plain) co_return bad_name(last);
    if (slash == std::string::npos) name.name = *plain;
  }
  const std::optional<Target> target = service->directory.find(name, service->world.random);
  if (!target || (target->invoker == nullptr && !target->function->image)) {
    co_return error_response(404, "ResourceNotFound", "User",
                             "Function not found: arn:aws:lambda:us-west-2:012345678901:function:" + name.name);
  }
  if (auto fault = find_fault(request, *target->function)) co_return std::move(*fault);
  if (target->invoker == nullptr) {
    co_return error_response(501, "NotImplemented", "LocalService",
                             "`" + name.name + "` is a container image function, and its image is not on this machine");
  }
  invoke::Invocation invocation{.request_id = make_uuid(service->world.random),
                                .payload = request.body.empty() ? "{}" : request.body,
                                .tenant_id = std::string(http::find_header(request.headers, "x-amz-tenant-id"))};
  if (http::find_header(request.headers, "x-amz-invocation-type") == "Event") {
    service->async_calls.add({.function = target->function->full_path(),
                              .invoker = target->invoker,
                              .invocation = std::move(invocation),
                              .rules = {.retries = 0}});
    co_return json_response(202, "");
  }
  invoke::BufferedResponse answer;
  const Outcome outcome = co_await target->invoker->invoke(invocation, answer);
  co_return response_of_outcome(outcome, answer.body);
}

}  // namespace cxsam::lambda
