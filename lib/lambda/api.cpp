#include "lambda/api.h"

#include <algorithm>

#include "base/percent.h"
#include "lambda/operation.h"

namespace cxsam::lambda {
namespace {

struct Operation {
  std::string_view name;
  std::string_view method;
  std::string_view before;  // of the path, in front of the function's name
  std::string_view behind;
  Task<http::Response> (*answer)(const Call&);
};

constexpr std::string_view kFunctions = "/2015-03-31/functions/";
constexpr std::string_view kStreaming = "/2021-11-15/functions/";

constexpr Operation kOperations[] = {
    {"Invoke", "POST", kFunctions, "/invocations", invoke},
    {"InvokeWithResponseStream", "POST", kStreaming, "/response-streaming-invocations", invoke_with_stream},
    {"ListFunctions", "GET", kFunctions, "", list_functions},
    {"GetFunctionConfiguration", "GET", kFunctions, "/configuration", get_function_configuration},
    {"GetFunction", "GET", kFunctions, "", get_function},
};

struct Match {
  const Operation* operation = nullptr;
  std::string_view name;
};

/// A name may hold slashes: a function of a nested stack is called by its full path.
Match find_operation(std::string_view method, std::string_view path, const Directory& directory) {
  std::string whole(path);
  if (!whole.ends_with('/')) whole += '/';
  for (const Operation& operation : kOperations) {
    const std::string behind = std::string(operation.behind) + "/";
    if (method != operation.method || !whole.starts_with(operation.before)) continue;
    if (operation.answer == list_functions) {
      if (whole == operation.before) return {&operation, ""};
      continue;
    }
    if (!whole.ends_with(behind) || whole.size() <= operation.before.size() + behind.size()) continue;
    const std::string_view name = path.substr(operation.before.size(), whole.size() - operation.before.size() - behind.size());
    const bool plain = name.find('/') == std::string_view::npos;
    if (plain || !operation.behind.empty() || directory.find(percent_decode(name)) != nullptr) return {&operation, name};
  }
  return {};
}

Refusal unknown_operation(const http::Request& request, std::string_view path) {
  std::string names;
  for (const Operation& operation : kOperations) names += (names.empty() ? "" : ", ") + std::string(operation.name);
  return {
      .kind = Refusal::Kind::UnknownOperation,
      .message = "`" + request.method + " " + std::string(path) + "` is none of the operations that are served here: " + names};
}

std::string qualified(std::string_view name, std::string_view qualifier) {
  return std::string(name) + ":" + (qualifier.empty() ? "$LATEST" : std::string(qualifier));
}

}  // namespace

std::optional<std::string> Call::parameter(std::string_view called) const {
  for (auto& [key, value] : parse_query(query))
    if (key == called) return std::move(value);
  return std::nullopt;
}

Accepted<Target> find_target(const Call& call, Constraints constraints) {
  const std::optional<std::string> qualifier = call.parameter("Qualifier");
  FunctionName asked{.region = {}, .account = {}, .name = call.name, .qualifier = {}};
  if (call.service->directory.find(call.name) == nullptr) {  // else it is a name, whatever it looks like
    check_function_name(call.name, constraints);
    asked = parse_function_name(call.name).value_or(asked);
  }
  if (qualifier) check_qualifier(*qualifier, constraints);
  if (auto refusal = constraints.refusal()) return tl::unexpected(std::move(*refusal));
  if (qualifier && !asked.qualifier.empty() && asked.qualifier != *qualifier) {
    return refuse(Refusal::Kind::InvalidParameter,
                  "The derived qualifier from the function name does not match the specified qualifier.");
  }
  if (qualifier) asked.qualifier = *qualifier;
  if (auto target = call.service->directory.find(asked, call.service->world.random)) return std::move(*target);
  const std::string& region = asked.region.empty() ? call.service->region : asked.region;
  const std::string& account = asked.account.empty() ? call.service->account_id : asked.account;
  return refuse(Refusal::Kind::NotFound, "Function not found: arn:" + std::string(tmpl::partition_of(region)) + ":lambda:" +
                                             region + ":" + account + ":function:" + qualified(asked.name, asked.qualifier));
}

std::string invocation_path(const application::Function& function) {
  return std::string(kFunctions) + function.full_path() + "/invocations";
}

Task<http::Response> handle(std::shared_ptr<const Service> service, http::Request request) {
  const std::string_view target = request.target;
  const std::size_t mark = target.find('?');
  const std::string_view path = target.substr(0, mark);
  const Match match = find_operation(request.method, path, service->directory);
  const Call call{.service = service,
                  .request = request,
                  .name = percent_decode(match.name),
                  .query = mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1),
                  .request_id = make_uuid(service->world.random)};
  http::Response response;
  if (match.operation == nullptr) {
    response = response_of(unknown_operation(request, path));
  } else {
    response = co_await match.operation->answer(call);
  }
  response.headers.emplace_back("x-amzn-RequestId", call.request_id);
  co_return response;
}

}  // namespace cxsam::lambda
