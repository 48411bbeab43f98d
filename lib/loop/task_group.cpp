#include "loop/task_group.h"

#include <list>
#include <string>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>

#include "loop/signal.h"

namespace cxsam {
namespace {

namespace asio = boost::asio;

struct Member {
  std::string name;
  asio::cancellation_signal signal;
  bool cancelled = false;
};

/// True when `thrown` is how a cancelled coroutine unwinds.
bool is_cancellation(const std::exception_ptr& thrown) {
  try {
    std::rethrow_exception(thrown);
  } catch (const boost::system::system_error& error) {
    return error.code() == asio::error::operation_aborted;
  } catch (...) {
    return false;
  }
}

}  // namespace

struct TaskGroup::State {
  explicit State(const World& of) : world(of), changed(of.clock) {}

  World world;
  std::list<Member> members;
  std::list<Member> ended;  // their signals are in use until their last handler has returned
  Signal changed;
};

TaskGroup::TaskGroup(const World& world) : state_(std::make_shared<State>(world)) {}

TaskGroup::~TaskGroup() { cancel(); }

void TaskGroup::spawn(std::string_view name, Task<void> task) {
  state_->ended.clear();
  state_->members.emplace_front().name = name;
  const auto member = state_->members.begin();
  const auto end = [state = state_, member](const std::exception_ptr& thrown) {
    if (thrown && !(member->cancelled && is_cancellation(thrown))) report_bug(member->name, thrown);
    state->ended.splice(state->ended.end(), state->members, member);
    state->changed.notify();
  };
  asio::co_spawn(state_->world.loop, std::move(task), asio::bind_cancellation_slot(member->signal.slot(), end));
}

void TaskGroup::cancel() {
  for (Member& member : state_->members) {
    member.cancelled = true;
    member.signal.emit(asio::cancellation_type::terminal);
  }
}

Task<void> TaskGroup::join() {
  const std::shared_ptr<State> state = state_;
  while (!state->members.empty()) co_await state->changed.wait();
}

std::size_t TaskGroup::size() const { return state_->members.size(); }

}  // namespace cxsam
