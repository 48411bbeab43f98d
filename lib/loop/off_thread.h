// Work that would block the loop (hashing, a reload, large files) on a helper thread.
#pragma once

#include <exception>
#include <functional>
#include <optional>
#include <type_traits>

#include "loop/task.h"

namespace cxsam {

/// Runs `work` on one of the loop's two helper threads, which start with the first call, and resumes on the loop. `work` throws
/// nothing. Not cancellable: it is waited for whatever happens, also when the loop is destroyed.
Task<void> run_off_thread(std::function<void()> work);

/// Waits for what runs on the helper threads, and drops what has not begun: before what their work refers to goes. The next
/// run_off_thread() of the loop starts new ones.
void join_helpers(Loop& loop);

/// The result of `function`, run on a helper thread; what it throws is thrown here. It may refer to what the caller's frame
/// holds, for that stays; whatever else it touches must be left alone by the loop meanwhile. Processes are started on the
/// loop's thread only (Process::fork).
template <class Function>
Task<std::invoke_result_t<Function&>> off_thread(Function function) {
  using Value = std::invoke_result_t<Function&>;
  std::exception_ptr thrown;
  if constexpr (std::is_void_v<Value>) {
    co_await run_off_thread([&] {
      try {
        function();
      } catch (...) {
        thrown = std::current_exception();
      }
    });
    if (thrown) std::rethrow_exception(thrown);
  } else {
    std::optional<Value> value;
    co_await run_off_thread([&] {
      try {
        value.emplace(function());
      } catch (...) {
        thrown = std::current_exception();
      }
    });
    if (thrown) std::rethrow_exception(thrown);
    co_return std::move(*value);
  }
}

}  // namespace cxsam
