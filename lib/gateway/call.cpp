#include "gateway/call.h"

#include <chrono>

#include "loop/within.h"

namespace cxsam::gateway {
namespace {

/// Loading a function may take this long before its own timeout begins. Source: Lambda developer guide, "Init phase".
constexpr std::chrono::seconds kInitLimit{10};

Task<Answered> call(std::shared_ptr<invoke::Invoker> invoker, invoke::Invocation invocation) {
  Answered answered;
  answered.outcome = co_await invoker->invoke(invocation, answered.answer);
  co_return answered;
}

Task<void> call_alone(std::shared_ptr<invoke::Invoker> invoker, invoke::Invocation invocation) {
  invoke::BufferedResponse nobody_reads;
  co_await invoker->invoke(invocation, nobody_reads);
}

/// The function's own timeout ends most calls; a timer is needed only where the integration is less patient.
bool needs_limit(const Served& served, const application::Integration& integration) {
  const application::FunctionTarget& target = *integration.function();
  if (!target.of_stages.empty()) return true;
  const application::Function* function = served.application.find_function(target.path);
  return function == nullptr ||
         std::chrono::seconds(function->timeout_s) + kInitLimit > std::chrono::milliseconds(integration.timeout_ms);
}

}  // namespace

Task<std::optional<Answered>> call_within(const Served& served, const application::Integration& integration,
                                          std::shared_ptr<invoke::Invoker> invoker, invoke::Invocation invocation) {
  if (!needs_limit(served, integration)) {
    std::optional<Answered> answered(std::in_place);
    answered->outcome = co_await invoker->invoke(invocation, answered->answer);
    co_return answered;
  }
  const std::chrono::milliseconds limit(integration.timeout_ms);
  Task<Answered> under_way = call(std::move(invoker), std::move(invocation));
  std::optional<Answered> answered = co_await within(served.services.world, limit, std::move(under_way));
  co_return answered;
}

void call_and_forget(const Served& served, std::shared_ptr<invoke::Invoker> invoker, invoke::Invocation invocation) {
  spawn(served.services.world.loop, "a function that is called asynchronously",
        call_alone(std::move(invoker), std::move(invocation)));
}

}  // namespace cxsam::gateway
