// The headers by which a client can name its request.
#include "gateway/exchange.h"
#include "gateway/steps/step.h"

namespace cxsam::gateway {
namespace {

/// Proxies of servers and MOCKs do not show it.
bool is_traced(const application::Integration& integration) {
  if (const auto* server = std::get_if<application::HttpServer>(&integration.target)) return !server->proxy;
  return integration.function() != nullptr || integration.is<application::AwsService>();
}

void run(Exchange& exchange) {
  http::Headers& headers = exchange.response.headers;
  if (exchange.kind == application::Api::Kind::Http) {
    headers.emplace_back("Apigw-Requestid", exchange.ids.extended_id);
    return;
  }
  headers.emplace_back("x-amzn-RequestId", exchange.ids.request_id);
  headers.emplace_back("x-amz-apigw-id", exchange.ids.extended_id);
  const bool traced = exchange.match && !exchange.refused && is_traced(exchange.match.route->integration);
  if (traced) headers.emplace_back("X-Amzn-Trace-Id", exchange.ids.trace);
}

}  // namespace

const Step kAddIds{.name = "request ids", .now = run};

}  // namespace cxsam::gateway
