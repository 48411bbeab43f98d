// Asynchronous invocation: the caller has its answer at once, the function is called now, and again when it fails.
// Sources: AWS Lambda developer guide, "How Lambda handles errors and retries with asynchronous invocation" and "Capturing
// records of Lambda asynchronous invocations".
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "invoke/invoke.h"
#include "invoke/journal.h"
#include "lambda/outbox.h"
#include "loop/world.h"

namespace cxsam::lambda {

struct AsyncRules {
  std::uint32_t retries = 2;                             // after an error of the function: in one minute, then in two
  std::chrono::seconds max_age = std::chrono::hours(6);  // of an event; beyond it nothing is tried again
  std::string on_success = {};                           // ARNs of what is told of the end, "" for nothing
  std::string on_failure = {};
  std::string dead_letters = {};  // gets the event itself when it is given up
};

struct AsyncCall {
  std::string function;  // its full path, for the log
  std::shared_ptr<invoke::Invoker> invoker;
  invoke::Invocation invocation;
  std::string version = "$LATEST";  // that answers
  AsyncRules rules = {};
  /// The call of the function with that ARN, but for its invocation; nothing for what is no function here.
  std::function<std::optional<AsyncCall>(const std::string& arn)> find = {};
};

class AsyncCalls {
 public:
  /// `outbox`: for what is told to others than functions; without one that is not told, which is logged.
  AsyncCalls(const World& world, invoke::Journal& journal, std::shared_ptr<Outbox> outbox = nullptr);
  AsyncCalls(const AsyncCalls&) = delete;
  AsyncCalls& operator=(const AsyncCalls&) = delete;
  ~AsyncCalls();

  /// Functions that are destinations are called in the same way when it is over.
  void add(AsyncCall call);

  /// What waits to be tried again is given up, and told; what runs has `grace` to end.
  Task<void> stop(std::chrono::milliseconds grace);

  /// Calls that are not over yet.
  [[nodiscard]] std::size_t size() const;

 private:
  struct State;
  struct End;
  static void start(const std::shared_ptr<State>& state, AsyncCall call);
  static Task<void> tell(std::shared_ptr<State> state, AsyncCall call, std::string arn, End end);
  static Task<void> send_dead_letter(std::shared_ptr<State> state, AsyncCall call, End end);
  static Task<void> run(std::shared_ptr<State> state, AsyncCall call);

  std::shared_ptr<State> state_;  // of calls too: one that is given up may go on after this is gone
};

}  // namespace cxsam::lambda
