#include "gateway/backends/send.h"

#include <chrono>
#include <memory>
#include <optional>
#include <utility>

#include "gateway/outside.h"
#include "loop/within.h"

namespace cxsam::gateway {
namespace {

using Sent = tl::expected<system::HttpAnswer, system::HttpFailure>;

std::shared_ptr<system::HttpClient> client_for(const Outside& outside, std::string_view certificate) {
  const auto own = outside.clients.find(certificate);
  return own == outside.clients.end() ? outside.http : own->second;
}

/// What may have happened is not to happen twice. Source: RFC 9110, section 9.2.2.
bool is_idempotent(std::string_view method) { return method != "POST" && method != "PATCH" && method != "CONNECT"; }

/// A host that there is not, or that does not take our TLS, is a fault of the API; a server that does not answer is not.
/// Source: API Gateway developer guide, "Gateway response types"; answers seen of it.
Refused refused_for(const system::HttpFailure& failure) {
  return {.failure = failure.misled ? Failure::ApiConfiguration : Failure::IntegrationFailure, .why = failure.message};
}

/// It owns all that it uses, since its request may stop waiting for it.
Task<Sent> send_alone(std::shared_ptr<system::HttpClient> client, system::HttpRequest request) {
  Sent answer = co_await client->send(std::move(request));
  co_return answer;
}

}  // namespace

Task<tl::expected<system::HttpAnswer, Refused>> send_to_backend(const Served& served, system::HttpRequest request,
                                                                std::uint32_t timeout_ms, std::string_view certificate) {
  const std::string to = request.method + " " + request.url;
  request.at_most_once = !is_idempotent(request.method);
  Task<Sent> sending = send_alone(client_for(served.services.outside, certificate), std::move(request));
  const std::chrono::milliseconds limit(timeout_ms);
  std::optional<Sent> answer = co_await within(served.services.world, limit, std::move(sending));
  if (!answer)
    co_return tl::unexpected(Refused{.failure = Failure::IntegrationTimeout,
                                     .why = "no answer to " + to + " within " + std::to_string(timeout_ms) + " ms"});
  if (!*answer) co_return tl::unexpected(refused_for((*answer).error()));
  co_return std::move(**answer);
}

system::HttpHeaders headers_for_server(std::string_view api, std::string_view trace_id, const MappedRequest& mapped) {
  system::HttpHeaders headers{{"Accept", "application/json"},
                              {"User-Agent", "AmazonAPIGateway_" + std::string(api)},
                              {"X-Amzn-Apigateway-Api-Id", std::string(api)},
                              {"X-Amzn-Trace-Id", std::string(trace_id)}};
  if (!mapped.body.empty()) headers.push_back({"Content-Type", mapped.content_type});
  for (const auto& [name, value] : mapped.headers) system::set_header(headers, name, value);
  return headers;
}

Asked asked_of(const system::HttpAnswer& answer) {
  const std::string* id = system::find_header(answer.headers, "x-amzn-requestid");
  if (id == nullptr) id = system::find_header(answer.headers, "x-amz-request-id");
  return {.status = answer.status, .request_id = id == nullptr ? "" : *id};
}

BackendAnswer backend_answer(system::HttpAnswer answer) {
  BackendAnswer made{.selected_by = std::to_string(answer.status), .body = std::move(answer.body), .content_type = {}};
  if (const std::string* type = system::find_header(answer.headers, "content-type")) made.content_type = *type;
  for (auto& [name, value] : answer.headers) made.headers.emplace_back(std::move(name), std::move(value));
  return made;
}

}  // namespace cxsam::gateway
