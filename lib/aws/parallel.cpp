#include "aws/parallel.h"

#include <algorithm>
#include <exception>

#include "loop/task_group.h"

namespace cxsam::aws {
namespace {

struct State {
  std::size_t next = 0;
  std::exception_ptr thrown = nullptr;
};

Task<void> take_turns(State& state, std::size_t count, const std::function<Task<void>(std::size_t)>& work) {
  while (state.next < count && !state.thrown) {
    const std::size_t index = state.next++;
    try {
      co_await work(index);
    } catch (...) {
      if (!state.thrown) state.thrown = std::current_exception();
    }
  }
}

}  // namespace

Task<void> for_each_index(World world, std::size_t count, std::size_t at_once, std::function<Task<void>(std::size_t)> work) {
  State state;
  TaskGroup group(world);
  for (std::size_t i = 0; i < std::min(count, at_once); ++i) group.spawn("parallel work", take_turns(state, count, work));
  co_await group.join();
  if (state.thrown) std::rethrow_exception(state.thrown);
}

}  // namespace cxsam::aws
