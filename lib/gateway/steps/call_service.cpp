// AWS integrations of REST APIs that call no function.
#include "application/targets.h"
#include "gateway/backends/service.h"
#include "gateway/exchange.h"
#include "gateway/steps/step.h"

namespace cxsam::gateway {
namespace {

Task<void> run(Exchange& exchange) {
  const application::Integration& integration = exchange.match.route->integration;
  const auto& target = std::get<application::AwsService>(integration.target);
  auto call =
      make_service_call(target, exchange.source().stage_variables(), exchange.request.method, std::move(exchange.mapped));
  if (!call) co_return exchange.refuse(Failure::NotImplemented);
  auto answer = co_await ask_service(*exchange.served, std::move(*call), integration.timeout_ms);
  if (!answer) co_return exchange.refuse(std::move(answer.error()));
  exchange.asked.integration = asked_of(*answer);
  exchange.backend = backend_answer(std::move(*answer));
}

}  // namespace

const Step kCallService{.name = "AWS service", .later = run};

}  // namespace cxsam::gateway
