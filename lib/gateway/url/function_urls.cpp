#include "gateway/url/function_urls.h"

#include <algorithm>
#include <ranges>

#include "base/text.h"
#include "gateway/authorizers/signature.h"
#include "gateway/cors.h"
#include "gateway/event.h"
#include "gateway/target.h"
#include "gateway/url/url_answer.h"
#include "gateway/url/url_guard.h"

namespace cxsam::gateway {
namespace {

using application::Function;
using application::FunctionUrl;

constexpr std::size_t kMaxPayload = std::size_t{6} << 20U;
constexpr std::string_view kPath = "/lambda-url/";
constexpr std::string_view kStranger = "anonymous";  // the account of a caller that does not sign

/// "hello", "live.hello" for the URL of an alias beside another, "hello.shop" in a nested stack.
std::string label_of(const Function& function, const FunctionUrl& url, bool alone) {
  std::string label = to_lower(function.logical_id);
  if (!alone && !url.qualifier.empty()) label = to_lower(url.qualifier) + "." + label;
  const std::vector<std::string_view> stacks = split(function.stack_path, '/');
  for (const std::string_view stack : stacks | std::views::reverse)
    if (!stack.empty()) label += "." + to_lower(stack);
  return label;
}

application::Api api_of(const Function& function, const FunctionUrl& url) {
  application::Api api;
  api.kind = application::Api::Kind::Http;
  api.logical_id = to_lower(url.logical_id);
  api.stages.front().name = "$default";
  application::Route route{
      .method = "ANY", .path = "$default", .integration = {}, .authorizer = {}, .operation_name = {}, .where = {}};
  route.integration.target = application::FunctionProxy{{.path = function.full_path()}};
  route.integration.payload_format = "2.0";
  api.routes.push_back(std::move(route));
  return api;
}

/// Whether a target begins with the endpoint's path.
bool is_below(const UrlEndpoint& endpoint, std::string_view target) {
  if (!target.starts_with(endpoint.prefix)) return false;
  target.remove_prefix(endpoint.prefix.size());
  return target.empty() || target.front() == '/' || target.front() == '?';
}

bool has_host(const UrlEndpoint& endpoint, const http::Request& request) {
  const std::string_view sent = http::find_header(request.headers, "host");
  return endpoint.host == to_lower(sent.substr(0, sent.find(':')));
}

/// The target as the function sees it: without the endpoint's path where that was what it was found by.
std::string own_target(const UrlEndpoint& endpoint, const http::Request& request) {
  if (has_host(endpoint, request) || !is_below(endpoint, request.target)) return request.target;
  std::string rest = request.target.substr(endpoint.prefix.size());
  return rest.starts_with('/') ? rest : "/" + rest;
}

/// A call with all that it uses.
struct Answered {
  invoke::BufferedResponse answer;
  invoke::Outcome outcome;
};

void note_bad_answer(const ServedUrls& served, const Function& function, const Error& why) {
  const std::string path = function.full_path();
  const std::string text = "Invalid lambda response received: `" + path + "`: " + why.message;
  served.journal.record(
      {.time = served.world.clock.wall(), .function = path, .what = invoke::LogEvent::Note{.text = text, .hints = why.hints}});
}

http::Response response_of(const ServedUrls& served, const UrlEndpoint& endpoint, const Answered& call) {
  using Kind = invoke::Outcome::Kind;
  if (call.outcome.kind == Kind::Throttled) return url_failure(429);
  if (call.outcome.kind != Kind::Ok) return url_failure(502);
  auto response = make_url_answer(call.answer);
  if (response) return std::move(*response);
  note_bad_answer(served, *endpoint.function, response.error());
  return url_failure(502);
}

Task<http::Response> call_function(const ServedUrls& served, const UrlEndpoint& endpoint, const http::Request& request,
                                   const RequestIds& ids, const Signer* signer) {
  const auto invoker = served.invokers.find(endpoint.function->full_path());
  if (invoker == served.invokers.end()) co_return url_failure(502);
  const Target target = split_target(request.target);
  Caller caller;
  if (signer != nullptr) caller.authorizer = iam_context(*signer);
  const RouteMatch match{.api = &endpoint.api,
                         .stage = &endpoint.api.stages.front(),
                         .route = &endpoint.api.routes.front(),
                         .parameters = {},
                         .steps = {}};
  const EventSource source{.request = request,
                           .sent_path = target.sent_path,
                           .path = target.path,
                           .query = target.query,
                           .match = match,
                           .ids = ids,
                           .account_id = signer == nullptr ? kStranger : std::string_view(signer->account),
                           .port = served.port,
                           .caller = &caller};
  invoke::Invocation invocation{.request_id = ids.request_id,
                                .payload = make_event_v2(source),
                                .trace_id = ids.trace,
                                .function_arn = endpoint.arn,
                                .version = endpoint.version};
  if (invocation.payload.size() > kMaxPayload) co_return url_failure(413);
  if (endpoint.url.streams) {
    co_return co_await stream_url_answer(invoke::Stream::start(served.world, invoker->second, std::move(invocation)));
  }
  Answered answered;
  answered.outcome = co_await invoker->second->invoke(invocation, answered.answer);
  co_return response_of(served, endpoint, answered);
}

/// What stands behind an alias. (One that shifts traffic answers with its main version.)
std::string version_of(const application::FunctionParts& parts, const std::string& qualifier) {
  const auto found = std::ranges::find(parts.qualifiers, qualifier, &application::Qualifier::name);
  return found == parts.qualifiers.end() ? "$LATEST" : found->version;
}

}  // namespace

std::vector<UrlEndpoint> url_endpoints(const application::Application& application,
                                       const application::PartsOfFunctions& parts) {
  std::vector<UrlEndpoint> endpoints;
  for (const Function& function : application.functions) {
    const auto known = parts.find(function.full_path());
    if (known == parts.end()) continue;
    for (const FunctionUrl& url : known->second.urls) {
      const std::string label = label_of(function, url, known->second.urls.size() == 1);
      endpoints.push_back({.function = &function,
                           .url = url,
                           .arn = function.arn + (url.qualifier.empty() ? "" : ":" + url.qualifier),
                           .version = version_of(known->second, url.qualifier),
                           .host = label + ".lambda-url.localhost",
                           .prefix = std::string(kPath) + label,
                           .api = api_of(function, url)});
    }
  }
  return endpoints;
}

const UrlEndpoint* find_url(const ServedUrls& served, const http::Request& request) {
  for (const UrlEndpoint& endpoint : served.endpoints) {
    if (has_host(endpoint, request)) return &endpoint;
    if (is_below(endpoint, request.target)) return &endpoint;
  }
  return nullptr;
}

Task<http::Response> handle_url(std::shared_ptr<const ServedUrls> served, const UrlEndpoint& endpoint, http::Request request) {
  const std::optional<application::Cors>& cors = endpoint.url.cors;
  const RequestIds ids = make_request_ids(served->world, http::find_header(request.headers, "x-amzn-trace-id"));
  http::Response response;
  if (cors && is_preflight(request)) {
    response = preflight_response(*cors, request);
    response.status = 200;
  } else {
    const UrlCaller caller = check_url_caller(*served, endpoint, request, ids.time);
    request.target = own_target(endpoint, request);
    if (caller) {
      response = co_await call_function(*served, endpoint, request, ids, *caller);
    } else {
      response = caller.error();
    }
    if (cors) apply_cors(*cors, request, response);
  }
  response.headers.emplace_back("x-amzn-RequestId", ids.request_id);
  response.headers.emplace_back("X-Amzn-Trace-Id", ids.trace);
  co_return response;
}

}  // namespace cxsam::gateway
