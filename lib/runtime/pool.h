// The warm instances of one version of a function: the most recently used first, more when all are busy, none beyond the
// concurrency.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "invoke/invoke.h"
#include "loop/signal.h"
#include "runtime/host.h"
#include "runtime/instance.h"
#include "runtime/sandbox.h"

namespace cxsam::runtime {

struct PoolLimits {
  std::uint32_t instances = 32;            // of one function on this machine; beyond it callers queue
  std::uint32_t initialising = 2;          // at the same time
  std::uint32_t processors = 2;            // of this machine
  std::chrono::milliseconds patience{10};  // a busy instance is often free sooner than a new one is ready
  /// How long cxsam's own thread has worked or has had to wait for a processor; null when that is not looked at.
  std::chrono::nanoseconds (*own_time)() = nullptr;
};

class Pool final : public invoke::Invoker {
 public:
  /// `host` outlives the pool.
  Pool(Host& host, std::shared_ptr<const FunctionSpec> spec, SandboxMaker make_sandbox, PoolLimits limits = {});
  ~Pool() override;

  Task<invoke::Outcome> invoke(invoke::Invocation& invocation, invoke::ResponseSink& sink) override;
  /// Has one initialised instance waiting.
  Task<void> warm_up();
  /// From now on new instances are of `spec`. Idle ones end now, busy ones when they have answered.
  void update(std::shared_ptr<const FunctionSpec> spec);
  /// No more calls are expected: idle instances end now, busy ones when they have answered.
  void wind_down();
  /// Ends all instances at once and makes no more.
  void close();

  [[nodiscard]] std::size_t size() const { return instances_.size(); }

 private:
  struct Waiter {
    explicit Waiter(Clock& clock) : signal(clock) {}
    Signal signal;
    std::shared_ptr<Instance> given;
  };

  Task<Result<std::shared_ptr<Instance>>> acquire();
  Task<std::shared_ptr<Instance>> wait_for_one();
  Task<Result<std::shared_ptr<Instance>>> make_instance();
  void release(const std::shared_ptr<Instance>& instance);
  void retire(const std::shared_ptr<Instance>& instance);
  void wake_first();
  void say(const Error& error);
  [[nodiscard]] bool may_grow() const;
  [[nodiscard]] bool queue_stands() const;
  [[nodiscard]] bool more_would_help();
  std::optional<std::chrono::nanoseconds> work_of_instances();

  Host& host_;
  Clock& clock_;
  std::shared_ptr<const FunctionSpec> spec_;
  SandboxMaker make_sandbox_;
  PoolLimits limits_;
  std::vector<std::shared_ptr<Instance>> instances_;  // busy and idle
  std::vector<std::shared_ptr<Instance>> idle_;       // last in, first out
  std::deque<std::shared_ptr<Waiter>> waiters_;       // first in, first out
  Clock::TimePoint queued_since_;                     // since when there are waiters
  std::uint32_t making_ = 0;                          // instances that are none yet
  Clock::TimePoint measured_;                         // when instances were last asked whether they work
  std::chrono::nanoseconds own_time_{};               // cxsam's then
  bool taken_ = false;                                // the processors then
  bool ending_ = false;
  bool closed_ = false;
};

}  // namespace cxsam::runtime
