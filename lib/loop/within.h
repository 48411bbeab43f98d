// Patience that ends.
#pragma once

#include <exception>
#include <memory>
#include <optional>
#include <utility>

#include "loop/signal.h"
#include "loop/world.h"

namespace cxsam {

template <class Value>
struct Awaited {
  explicit Awaited(Clock& clock) : changed(clock) {}
  std::optional<Value> value;
  std::exception_ptr thrown;
  bool ended = false;
  bool abandoned = false;
  Signal changed;
};

template <class Value>
Task<void> run_to_end(Task<Value> task, std::shared_ptr<Awaited<Value>> awaited) {
  try {
    Value value = co_await std::move(task);
    awaited->value.emplace(std::move(value));
  } catch (...) {
    if (awaited->abandoned) throw;
    awaited->thrown = std::current_exception();
  }
  awaited->ended = true;
  awaited->changed.notify();
}

/// The task's result, or nothing when it takes longer than `limit`. It then goes on alone and its result is dropped, so it owns
/// all that it uses. (To end a task that is too slow, give it a Stop.)
template <class Value>
Task<std::optional<Value>> within(World world, std::chrono::nanoseconds limit, Task<Value> task) {
  const auto awaited = std::make_shared<Awaited<Value>>(world.clock);
  const Clock::TimePoint until = world.clock.after(limit);
  spawn(world.loop, "a task that took too long", run_to_end(std::move(task), awaited));
  while (!awaited->ended && world.clock.now() < until) co_await awaited->changed.wait(until);
  awaited->abandoned = true;
  if (awaited->thrown) std::rethrow_exception(awaited->thrown);
  co_return std::move(awaited->value);
}

}  // namespace cxsam
