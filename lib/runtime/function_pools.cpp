#include "runtime/function_pools.h"

#include <algorithm>
#include <exception>
#include <thread>
#include <utility>

#include "runtime/processor_time.h"

namespace cxsam::runtime {
namespace {

using invoke::Outcome;

// Source: AWS Lambda API reference, "Invoke", TooManyRequestsException.
constexpr std::string_view kThrottled =
    R"({"Reason":"ReservedFunctionConcurrentInvocationLimitExceeded","Type":"User","message":"Rate Exceeded."})";
constexpr std::string_view kLatest = "$LATEST";

std::shared_ptr<const FunctionSpec> of_version(const std::shared_ptr<const FunctionSpec>& latest, const std::string& version) {
  if (version == kLatest) return latest;
  auto spec = std::make_shared<FunctionSpec>(*latest);
  spec->version = version;
  return spec;
}

// As many as one process takes at once on Lambda Managed Instances, whatever machine this is.
PoolLimits limits_of(const FunctionSpec& spec, PoolLimits limits) {
  limits.instances = std::max(limits.instances, spec.max_concurrency);
  return limits;
}

}  // namespace

PoolLimits limits_of_this_machine() {
  return {.processors = std::max(1U, std::thread::hardware_concurrency()), .own_time = own_processor_time};
}

FunctionPools::FunctionPools(Host& host, std::shared_ptr<const FunctionSpec> spec, MakerOfMakers makers, PoolLimits limits)
    : host_(host), spec_(std::move(spec)), makers_(std::move(makers)), limits_(limits) {}

FunctionPools::Entry& FunctionPools::entry_of(const Key& key) {
  if (const auto known = pools_.find(key); known != pools_.end()) return known->second;
  make_room();
  Entry& entry = pools_[key];
  entry.pool = std::make_unique<Pool>(host_, of_version(spec_, key.version), makers_(), limits_of(*spec_, limits_));
  return entry;
}

// Tenants come and go: who has not called for longest makes room.
void FunctionPools::make_room() {
  std::size_t instances = 0;
  for (const auto& [key, entry] : pools_) instances += entry.pool->size();
  while (instances >= limits_.instances) {
    auto oldest = pools_.end();
    for (auto entry = pools_.begin(); entry != pools_.end(); ++entry)
      if (entry->second.calls == 0 && (oldest == pools_.end() || entry->second.last_call < oldest->second.last_call))
        oldest = entry;
    if (oldest == pools_.end()) return;
    instances -= oldest->second.pool->size();
    pools_.erase(oldest);
  }
}

Task<Outcome> FunctionPools::invoke(invoke::Invocation& invocation, invoke::ResponseSink& sink) {
  const auto reserved = spec_->function.reserved_concurrency;
  if (reserved && running_ >= *reserved) {
    Outcome throttled{.kind = Outcome::Kind::Throttled, .error_type = "TooManyRequestsException", .metrics = {}};
    co_await invoke::answer_with_error(sink, throttled, std::string(kThrottled));
    co_return throttled;
  }
  std::string tenant = spec_->function.tenant_isolation ? invocation.tenant_id : std::string();
  Entry& entry = entry_of({invocation.version, std::move(tenant)});
  entry.last_call = ++calls_;
  ++running_;
  ++entry.calls;
  Outcome outcome;
  std::exception_ptr thrown;
  try {
    outcome = co_await entry.pool->invoke(invocation, sink);
  } catch (...) {
    thrown = std::current_exception();
  }
  --running_;
  --entry.calls;
  if (thrown) std::rethrow_exception(thrown);
  co_return outcome;
}

Task<void> FunctionPools::warm_up() {
  Entry& entry = entry_of({std::string(kLatest)});
  ++entry.calls;
  co_await entry.pool->warm_up();
  --entry.calls;
}

void FunctionPools::update(const std::shared_ptr<const FunctionSpec>& spec) {
  spec_ = spec;
  for (const auto& [key, entry] : pools_) entry.pool->update(of_version(spec, key.version));
}

void FunctionPools::wind_down() {
  for (const auto& [key, entry] : pools_) entry.pool->wind_down();
}

void FunctionPools::close() {
  for (const auto& [key, entry] : pools_) entry.pool->close();
}

}  // namespace cxsam::runtime
