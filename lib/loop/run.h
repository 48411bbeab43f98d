// From a command, which waits, to a coroutine.
#pragma once

#include <exception>
#include <memory>
#include <optional>
#include <utility>

#include <boost/asio/co_spawn.hpp>

#include "loop/off_thread.h"
#include "loop/task.h"

namespace cxsam {

/// Runs the loop until `task` ends or somebody stops the loop, which gives nothing. What the task throws is thrown here.
/// Nothing runs on the helper threads any more when it returns.
template <class Value>
std::optional<Value> run(Loop& loop, Task<Value> task) {
  struct Ended {
    std::optional<Value> value;
    std::exception_ptr thrown;
    bool awaited = true;
  };
  const auto ended = std::make_shared<Ended>();
  boost::asio::co_spawn(loop, std::move(task), [&loop, ended](const std::exception_ptr& thrown, Value value) {
    if (!ended->awaited) return;  // the loop was stopped before, and runs again for something else
    ended->thrown = thrown;
    if (!thrown) ended->value.emplace(std::move(value));
    loop.stop();
  });
  loop.restart();
  loop.run();
  ended->awaited = false;
  join_helpers(loop);
  if (ended->thrown) std::rethrow_exception(ended->thrown);
  return std::move(ended->value);
}

/// False when somebody stopped the loop.
inline bool run(Loop& loop, Task<void> task) {
  const auto whole = [](Task<void> part) -> Task<bool> {
    co_await std::move(part);
    co_return true;
  };
  return run(loop, whole(std::move(task))).has_value();
}

}  // namespace cxsam
