#include "runtime/function_pools.h"

#include <algorithm>
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

Pool& FunctionPools::pool_of(const Key& key) {
  std::unique_ptr<Pool>& pool = pools_[key];
  if (!pool) pool = std::make_unique<Pool>(host_, of_version(spec_, key.version), makers_(), limits_of(*spec_, limits_));
  return *pool;
}

Task<Outcome> FunctionPools::invoke(invoke::Invocation& invocation, invoke::ResponseSink& sink) {
  const auto reserved = spec_->function.reserved_concurrency;
  if (reserved && running_ >= *reserved) {
    Outcome throttled{.kind = Outcome::Kind::Throttled, .error_type = "TooManyRequestsException", .metrics = {}};
    co_await invoke::answer_with_error(sink, throttled, std::string(kThrottled));
    co_return throttled;
  }
  std::string tenant = spec_->function.tenant_isolation ? invocation.tenant_id : std::string();
  Pool& pool = pool_of({invocation.version, std::move(tenant)});  // pools stay as long as this
  ++running_;
  Outcome outcome;
  try {
    outcome = co_await pool.invoke(invocation, sink);
  } catch (...) {
    --running_;
    throw;
  }
  --running_;
  co_return outcome;
}

Task<void> FunctionPools::warm_up() {
  Pool& pool = pool_of({std::string(kLatest)});
  co_await pool.warm_up();
}

void FunctionPools::update(const std::shared_ptr<const FunctionSpec>& spec) {
  spec_ = spec;
  for (const auto& [key, pool] : pools_) pool->update(of_version(spec, key.version));
}

void FunctionPools::wind_down() {
  for (const auto& [key, pool] : pools_) pool->wind_down();
}

void FunctionPools::close() {
  for (const auto& [key, pool] : pools_) pool->close();
}

}  // namespace cxsam::runtime
