// HTTP proxies of REST APIs: a server gets the request and the client its answer, but for headers that are API Gateway's own.
// Source: API Gateway developer guide, "HTTP integrations for REST APIs" and "Important notes"; recorded requests.
#include <algorithm>

#include "application/targets.h"
#include "base/percent.h"
#include "base/text.h"
#include "gateway/backends/address.h"
#include "gateway/backends/send.h"
#include "gateway/exchange.h"
#include "gateway/headers.h"
#include "gateway/mapping/content.h"
#include "gateway/steps/step.h"

namespace cxsam::gateway {
namespace {

using application::ContentHandling;

system::HttpHeaders headers_of(const Exchange& exchange) {
  const std::string& api = exchange.match.api->logical_id;
  const http::Headers& sent = exchange.request.headers;
  system::HttpHeaders headers{{"User-Agent", "AmazonAPIGateway_" + api}};
  for (const ValueGroup& group : group_headers(sent)) {
    if (equals_ignoring_case(group.name, "host")) continue;
    if (http::header_lists(sent, "connection", group.name))
      continue;  // for API Gateway alone. Source: RFC 9110, section 7.6.1.
    std::erase_if(headers, [&](const auto& header) { return equals_ignoring_case(header.name, group.name); });
    for (const std::string_view value : group.values) headers.push_back({std::string(group.name), std::string(value)});
  }
  std::string forwarded(http::find_header(sent, "x-forwarded-for"));
  if (!forwarded.empty()) forwarded += ", ";
  system::set_header(headers, "X-Forwarded-For", forwarded + exchange.request.remote_address);
  system::set_header(headers, "X-Forwarded-Port", std::to_string(exchange.served->port));
  system::set_header(headers, "X-Forwarded-Proto", exchange.request.secure ? "https" : "http");
  system::set_header(headers, "X-Amzn-Trace-Id", exchange.ids.trace_id);
  system::set_header(headers, "X-Amzn-Apigateway-Api-Id", api);
  for (const auto& [name, value] : exchange.mapped.headers) system::set_header(headers, name, value);
  return headers;
}

/// The request's own query, in which what is mapped takes the place of its name.
std::string with_own_query(std::string url, const Exchange& exchange) {
  const NamedValues& mapped = exchange.mapped.query;
  NamedValues query;
  for (auto& [name, value] : parse_query(exchange.target.query)) {
    const auto is_mapped = [&, &key = name](const auto& pair) { return pair.first == key; };
    if (std::ranges::none_of(mapped, is_mapped)) query.emplace_back(std::move(name), std::move(value));
  }
  query.insert(query.end(), mapped.begin(), mapped.end());
  return with_query(std::move(url), query);
}

/// What is compressed is left alone.
std::optional<std::string> converted(const Exchange& exchange, const http::Headers& headers, std::string body) {
  if (!http::find_header(headers, "content-encoding").empty()) return body;
  const std::string_view accept = http::find_header(exchange.request.headers, "accept");
  return convert_response(std::move(body), http::find_header(headers, "content-type"), accept,
                          exchange.match.api->binary_media_types, ContentHandling::None);
}

void take(Exchange& exchange, system::HttpAnswer answer) {
  http::Response response{.status = answer.status, .headers = {}, .body = {}};
  for (auto& [name, value] : answer.headers) {
    std::string shown = name_in_rest(name);
    if (!shown.empty() && !equals_ignoring_case(shown, "via"))
      response.headers.emplace_back(std::move(shown), std::move(value));
  }
  auto body = converted(exchange, response.headers, std::move(answer.body));
  if (!body)
    return exchange.refuse(
        Refused{.failure = Failure::ApiConfiguration, .why = "the answer should become bytes, and is no base64"});
  response.body = std::move(*body);
  exchange.answer(std::move(response));
}

Task<void> run(Exchange& exchange) {
  const application::Integration& integration = exchange.match.route->integration;
  auto mapped = map_parameters(exchange.scope(), *integration.mapping, exchange.source());
  if (!mapped) co_return exchange.refuse(std::move(mapped.error()));
  exchange.mapped = std::move(*mapped);
  const std::optional<std::string> url = address_of(exchange, exchange.mapped.path);
  if (!url) co_return exchange.refuse(Failure::NotImplemented);
  const std::string& method = std::get<application::HttpServer>(integration.target).method;
  const std::string_view type = http::find_header(exchange.request.headers, "content-type");
  auto body = convert_request(exchange.request.body, type, exchange.match.api->binary_media_types, ContentHandling::None);
  system::HttpRequest request{.method = method.empty() ? exchange.request.method : method,
                              .url = with_own_query(*url, exchange),
                              .headers = headers_of(exchange),
                              .body = std::move(body).value_or("")};
  auto answer = co_await send_to_backend(*exchange.served, std::move(request), integration.timeout_ms,
                                         exchange.match.stage->client_certificate);
  if (!answer) co_return exchange.refuse(std::move(answer.error()));
  exchange.asked.integration = asked_of(*answer);
  take(exchange, std::move(*answer));
}

}  // namespace

const Step kCallHttpProxy{.name = "HTTP proxy", .later = run};

}  // namespace cxsam::gateway
