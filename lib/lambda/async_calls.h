// Asynchronous invocation: the caller has its answer at once, the function is called now, and again when it fails.
// Source: AWS Lambda developer guide, "How Lambda handles errors and retries with asynchronous invocation".
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "invoke/invoke.h"
#include "invoke/journal.h"
#include "loop/world.h"

namespace cxsam::lambda {

struct AsyncRules {
  std::uint32_t retries = 2;                             // after an error of the function: in one minute, then in two
  std::chrono::seconds max_age = std::chrono::hours(6);  // of an event; without it nothing is tried again
};

struct AsyncCall {
  std::string function;  // its full path, for the log
  std::shared_ptr<invoke::Invoker> invoker;
  invoke::Invocation invocation;
  AsyncRules rules = {};
};

class AsyncCalls {
 public:
  AsyncCalls(const World& world, invoke::Journal& journal);
  AsyncCalls(const AsyncCalls&) = delete;
  AsyncCalls& operator=(const AsyncCalls&) = delete;
  ~AsyncCalls();

  void add(AsyncCall call);

  /// What waits to be tried again is given up, and told; what runs has `grace` to end.
  Task<void> stop(std::chrono::milliseconds grace);

  /// Calls that are not over yet.
  [[nodiscard]] std::size_t size() const;

 private:
  struct State;
  static Task<void> run(std::shared_ptr<State> state, AsyncCall call);

  std::shared_ptr<State> state_;  // of calls too: one that is given up may go on after this is gone
};

}  // namespace cxsam::lambda
