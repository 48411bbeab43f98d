#include "lambda/sam_api.h"

#include <algorithm>

#include "base/percent.h"
#include "invoke/user_error.h"
#include "json/json.h"
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

http::Response error_response(int status, std::string_view type, std::string_view whose, std::string_view message) {
  http::Response response = json_response(status, dump_json({{"Type", whose}, {"Message", message}}));
  response.headers.emplace_back("x-amzn-errortype", type);
  return response;
}

/// What is asked of a call, in this order.
std::optional<http::Response> find_fault(const http::Request& request) {
  const auto header = [&](std::string_view name, std::string_view otherwise) {
    const std::string_view value = http::find_header(request.headers, name);
    return std::string(value.empty() ? otherwise : value);
  };
  if (!request.body.empty() && why_not_json(request.body)) {
    return error_response(400, "InvalidRequestContent", "User",
                          "Could not parse request body into json: No JSON object could be decoded");
  }
  const std::size_t mark = request.target.find('?');
  if (mark != std::string::npos && mark + 1 < request.target.size())
    return error_response(400, "InvalidRequestContent", "User", "Query Parameters are not supported");
  if (const std::string type = header("x-amz-log-type", "None"); type != "None")
    return error_response(501, "NotImplemented", "LocalService",
                          "log-type: " + type + " is not supported. None is only supported.");
  const std::string type = header("x-amz-invocation-type", "RequestResponse");
  if (type != "RequestResponse" && type != "Event") {
    return error_response(501, "NotImplemented", "LocalService",
                          "invocation-type: " + type + " is not supported. Only Event and RequestResponse are supported.");
  }
  return std::nullopt;
}

constexpr std::string_view kNamePattern =
    R"(^(arn:[^:]+:lambda:[^:]*:\d{12}:function:|\d{12}:function:)?[a-zA-Z0-9-_\.\[\]]+(:[\w$-]+)?$)";

bool may_be_name(std::string_view name) {
  return std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-_.[]:$/").find(c) != std::string_view::npos;
  });
}

http::Response bad_name(const std::string& name) {
  return error_response(
      400, "ValidationException", "User",
      "1 validation error detected: Value '" + name +
          "' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: " +
          std::string(kNamePattern));
}

/// "F" of "arn:aws:lambda:us-east-1:123456789012:function:F:live", "123456789012:function:F" and "F:live".
std::string plain_name(std::string_view name) {
  constexpr std::string_view kMark = ":function:";
  if (const std::size_t mark = name.find(kMark); mark != std::string_view::npos) name.remove_prefix(mark + kMark.size());
  return std::string(std::ranges::count(name, ':') == 1 ? name.substr(0, name.find(':')) : name);
}

http::Response response_of_outcome(const Outcome& outcome, std::string body) {
  if (outcome.kind == Outcome::Kind::Timeout) return json_response(200, "");
  const bool failed = outcome.kind != Outcome::Kind::Ok || invoke::looks_like_error(body);
  http::Response response = json_response(200, std::move(body));
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
    if (!may_be_name(asked)) co_return bad_name(asked);
    name.name = plain_name(asked);
  }
  const std::optional<Target> target = service->directory.find(name, service->world.random);
  if (!target) {
    co_return error_response(404, "ResourceNotFound", "User",
                             "Function not found: arn:aws:lambda:us-west-2:012345678901:function:" + name.name);
  }
  if (target->invoker == nullptr) {
    co_return error_response(501, "NotImplemented", "LocalService",
                             "`" + name.name + "` is a container image function, and its image is not on this machine");
  }
  invoke::Invocation invocation{.request_id = make_uuid(service->world.random),
                                .payload = request.body.empty() ? "{}" : request.body};
  if (http::find_header(request.headers, "x-amz-invocation-type") == "Event") {
    service->async_calls.add({.function = target->function->full_path(),
                              .invoker = target->invoker,
                              .invocation = std::move(invocation),
                              .rules = {.retries = 0}});
    co_return json_response(202, "");
  }
  invoke::BufferedResponse answer;
  const Outcome outcome = co_await target->invoker->invoke(std::move(invocation), answer);
  co_return response_of_outcome(outcome, std::move(answer.body));
}

}  // namespace cxsam::lambda
