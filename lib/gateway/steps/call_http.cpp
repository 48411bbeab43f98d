// HTTP integrations of REST APIs that are no proxy: a server gets what was mapped, and its answer is mapped back.
// Source: API Gateway developer guide, "HTTP integrations for REST APIs"; recorded requests.
#include "application/targets.h"
#include "gateway/backends/address.h"
#include "gateway/backends/send.h"
#include "gateway/exchange.h"
#include "gateway/steps/step.h"

namespace cxsam::gateway {
namespace {

Task<void> run(Exchange& exchange) {
  const application::Integration& integration = exchange.match.route->integration;
  const std::optional<std::string> url = address_of(exchange, exchange.mapped.path);
  if (!url) co_return exchange.refuse(Failure::NotImplemented);
  const std::string& method = std::get<application::HttpServer>(integration.target).method;
  system::HttpHeaders headers = headers_for_server(exchange.match.api->logical_id, exchange.ids.trace_id, exchange.mapped);
  system::HttpRequest request{.method = method.empty() ? exchange.request.method : method,
                              .url = with_query(*url, exchange.mapped.query),
                              .headers = std::move(headers),
                              .body = std::move(exchange.mapped.body)};
  auto answer = co_await send_to_backend(*exchange.served, std::move(request), integration.timeout_ms,
                                         exchange.match.stage->client_certificate);
  if (!answer) co_return exchange.refuse(std::move(answer.error()));
  exchange.asked.integration = asked_of(*answer);
  exchange.backend = backend_answer(std::move(*answer));
}

}  // namespace

const Step kCallHttp{.name = "HTTP", .later = run};

}  // namespace cxsam::gateway
