// AWS integrations of REST APIs that call no function. Path style sends a request as it is mapped; action style names an
// action, by X-Amz-Target where the service takes JSON alone, else by the query. Source: API Gateway API reference,
// Integration, `uri`.
#include "application/backend.h"
#include "gateway/backends/address.h"
#include "gateway/backends/service.h"
#include "gateway/exchange.h"
#include "gateway/steps/step.h"

namespace cxsam::gateway {
namespace {

using application::ServiceTarget;

void set_if_missing(system::HttpHeaders& headers, std::string_view name, std::string_view value) {
  if (system::find_header(headers, name) == nullptr) headers.push_back({std::string(name), std::string(value)});
}

/// What the body is, unless it was mapped: JSON services take nothing but theirs.
std::string content_type(const facts::Service& service, const ServiceTarget& target, const Exchange& exchange) {
  const bool by_target = !target.action.empty() && service.version.empty();
  return by_target ? "application/x-amz-" + std::string(service.protocol) : exchange.mapped.content_type;
}

system::HttpRequest request_of(Exchange& exchange, const facts::Service& service) {
  const application::Backend& backend = *exchange.match.route->integration.backend;
  const ServiceTarget& target = backend.service;
  const application::Variables& variables = exchange.source().stage_variables();
  MappedRequest& mapped = exchange.mapped;
  system::HttpRequest request{.method = backend.method.empty() ? exchange.request.method : backend.method, .url = "/"};
  for (const auto& [name, value] : mapped.headers) request.headers.push_back({name, value});
  NamedValues query;
  if (target.action.empty()) {
    request.url += fill_uri(target.path, variables, mapped.path);
  } else if (const std::string action = fill_uri(target.action, variables, mapped.path); !service.version.empty()) {
    query = {{"Action", action}, {"Version", std::string(service.version)}};
  } else {
    set_if_missing(request.headers, "X-Amz-Target", std::string(service.target) + "." + action);
  }
  query.insert(query.end(), mapped.query.begin(), mapped.query.end());
  request.url = with_query(std::move(request.url), query);
  set_if_missing(request.headers, "Accept", "application/json");
  if (!mapped.body.empty()) set_if_missing(request.headers, "Content-Type", content_type(service, target, exchange));
  request.body = std::move(mapped.body);
  return request;
}

Task<void> run(Exchange& exchange) {
  const application::Integration& integration = exchange.match.route->integration;
  const ServiceTarget& target = integration.backend->service;
  const facts::Service* service = find_service(target.service);
  if (service == nullptr) co_return exchange.refuse(Failure::NotImplemented);
  ServiceCall call{.service = service,
                   .region = target.region,
                   .subdomain = target.subdomain.empty() ? "" : target.subdomain + ".",
                   .request = request_of(exchange, *service)};
  auto answer = co_await ask_service(*exchange.served, std::move(call), integration.timeout_ms);
  if (!answer) co_return exchange.refuse(std::move(answer.error()));
  exchange.backend = backend_answer(std::move(*answer));
}

}  // namespace

const Step kCallService{.name = "AWS service", .later = run};

}  // namespace cxsam::gateway
