// HTTP proxies of HTTP APIs, public and behind VPC links, with their changes of requests and answers.
// Source: API Gateway developer guide, "Create HTTP proxy integrations for HTTP APIs" and "Create private integrations for HTTP
// APIs".
#include <algorithm>

#include "application/targets.h"
#include "base/percent.h"
#include "base/text.h"
#include "gateway/backends/address.h"
#include "gateway/backends/changes.h"
#include "gateway/backends/send.h"
#include "gateway/exchange.h"
#include "gateway/headers.h"
#include "gateway/steps/step.h"

namespace cxsam::gateway {
namespace {

using application::HttpServer;

/// Headers of one connection alone; so is what `Connection` lists. Source: RFC 9110, section 7.6.1.
bool is_of_connection(std::string_view name) {
  constexpr std::string_view kNames[] = {"connection", "keep-alive",        "proxy-connection", "te",
                                         "trailer",    "transfer-encoding", "upgrade"};
  return std::ranges::find(kNames, to_lower(name)) != std::end(kNames);
}

http::Headers headers_of(const Exchange& exchange) {
  http::Headers headers;
  for (const auto& [name, value] : exchange.request.headers) {
    const std::string lower = to_lower(name);
    const bool own = lower == "host" || lower == "content-length" || lower == "expect" || lower == "x-amzn-trace-id" ||
                     lower == "forwarded" || lower == "via";
    const bool passes = !own && !is_of_connection(lower) && !http::header_lists(exchange.request.headers, "connection", name);
    if (passes) headers.emplace_back(name, value);
  }
  const std::string_view host = http::find_header(exchange.request.headers, "host");
  headers.emplace_back("Forwarded", "for=" + exchange.request.remote_address + ";host=" + std::string(host) +
                                        (exchange.request.secure ? ";proto=https" : ";proto=http"));
  headers.emplace_back("Via", "HTTP/1.1 AmazonAPIGateway");
  headers.emplace_back("X-Amzn-Trace-Id", exchange.ids.trace_id);
  return headers;
}

const HttpServer& server_of(const Exchange& exchange) { return std::get<HttpServer>(exchange.match.route->integration.target); }

/// Private integrations get the request's path with the stage in front of it, $default the path behind its URI.
std::string own_path(const Exchange& exchange) {
  const std::string& stage = exchange.match.stage->name;
  const bool in_path = stage != "$default" && !server_of(exchange).vpc_link.empty();
  return (in_path ? "/" + stage : "") + std::string(exchange.target.path);
}

std::string with_path(const std::string& url, const std::string& path) {
  const system::Url parts = system::split_url(url);
  std::string changed = std::string(parts.scheme) + "://" + std::string(parts.host) + path;
  if (!parts.query.empty()) changed += "?" + std::string(parts.query);
  return changed;
}

std::optional<std::string> url_of(const Exchange& exchange) {
  const HttpServer& server = server_of(exchange);
  std::optional<std::string> url = address_of(exchange, path_parameters_of(exchange));
  if (!url) return url;
  if (!server.vpc_link.empty() && !server.uri.starts_with("http")) return with_path(*url, own_path(exchange));
  const bool catches_all = exchange.match.route->path == "$default" && server.uri.find('{') == std::string::npos;
  if (!catches_all) return url;
  std::string before(system::split_url(*url).path);
  if (before.ends_with('/')) before.pop_back();
  return with_path(*url, before + own_path(exchange));
}

void take(Exchange& exchange, system::HttpAnswer answer) {
  http::Response response{.status = answer.status, .headers = {}, .body = std::move(answer.body)};
  for (auto& [name, value] : answer.headers)
    if (!is_of_connection(name) && !equals_ignoring_case(name, "content-length"))
      response.headers.emplace_back(std::move(name), std::move(value));
  change_response(exchange, response);
  exchange.answer(std::move(response));
}

Task<void> run(Exchange& exchange) {
  const application::Integration& integration = exchange.match.route->integration;
  const HttpServer& server = server_of(exchange);
  std::optional<std::string> url = url_of(exchange);
  if (!url) co_return exchange.refuse(Failure::NotImplemented);
  Changed changed{.headers = headers_of(exchange), .query = parse_query(exchange.target.query)};
  if (integration.changes) apply_changes(integration.changes->request, variables_of_request(exchange), changed);
  if (changed.path) *url = with_path(*url, percent_encode(*changed.path, "/%:@!$&'()*+,;="));
  system::HttpRequest request{.method = server.method.empty() ? exchange.request.method : server.method,
                              .url = with_query(std::move(*url), changed.query),
                              .body = exchange.request.body};
  for (auto& [name, value] : changed.headers) request.headers.push_back({std::move(name), std::move(value)});
  auto answer = co_await send_to_backend(*exchange.served, std::move(request), integration.timeout_ms);
  if (!answer) co_return exchange.refuse(std::move(answer.error()));
  exchange.asked.integration = asked_of(*answer);
  take(exchange, std::move(*answer));
}

}  // namespace

const Step kCallHttpApiProxy{.name = "HTTP proxy", .later = run};

}  // namespace cxsam::gateway
