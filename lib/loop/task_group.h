// Coroutines that belong to somebody: a task that refers to an object is spawned in the object's group, and the object joins
// the group before it goes.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "loop/world.h"

namespace cxsam {

class TaskGroup {
 public:
  explicit TaskGroup(const World& world);
  TaskGroup(const TaskGroup&) = delete;
  TaskGroup& operator=(const TaskGroup&) = delete;
  /// After join(), or when the loop runs no more: a task that is left is cancelled, and may still run once to unwind.
  ~TaskGroup();

  /// Starts a task. An exception that leaves it is a bug and is reported with `name`; the loop goes on.
  void spawn(std::string_view name, Task<void> task);
  /// Every wait under way ends, and the tasks unwind at their next `co_await`.
  void cancel();
  /// Returns when all tasks have ended, those that are spawned meanwhile included. Never from a task of the group.
  Task<void> join();
  [[nodiscard]] std::size_t size() const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace cxsam
