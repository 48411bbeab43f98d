#include "lambda/async_calls.h"

#include <algorithm>

#include "base/text.h"
#include "loop/signal.h"

namespace cxsam::lambda {
namespace {

using invoke::Outcome;
using std::chrono::seconds;

constexpr seconds kFirstThrottlePause{1};
constexpr seconds kLongestThrottlePause{300};

}  // namespace

struct AsyncCalls::State {
  State(const World& of, invoke::Journal& to) : world(of), journal(to), changed(of.clock) {}

  void warn(const AsyncCall& call, const std::string& text) {
    using Note = invoke::LogEvent::Note;
    journal.record({.time = world.clock.wall(),
                    .function = call.function,
                    .request_id = call.invocation.request_id,
                    .what = Note{.level = Note::Level::Warning, .text = text}});
  }

  /// False when everything ends meanwhile.
  Task<bool> pause(seconds duration) {
    const Clock::TimePoint until = world.clock.after(duration);
    while (!stopping && world.clock.now() < until) co_await changed.wait(until);
    co_return !stopping;
  }

  World world;
  invoke::Journal& journal;
  Signal changed;
  std::size_t under_way = 0;
  bool stopping = false;
};

AsyncCalls::AsyncCalls(const World& world, invoke::Journal& journal) : state_(std::make_shared<State>(world, journal)) {}

AsyncCalls::~AsyncCalls() = default;

std::size_t AsyncCalls::size() const { return state_->under_way; }

void AsyncCalls::add(AsyncCall call) {
  ++state_->under_way;
  spawn(state_->world.loop, "asynchronous call", run(state_, std::move(call)));
}

Task<void> AsyncCalls::run(std::shared_ptr<State> state, AsyncCall call) {
  const Clock::TimePoint latest = state->world.clock.after(call.rules.max_age);
  const std::string name = "the asynchronous call " + call.invocation.request_id + " of `" + call.function + "`";
  std::uint32_t failures = 0;
  seconds throttle_pause = kFirstThrottlePause;
  while (true) {
    invoke::BufferedResponse ignored;
    invoke::Invocation invocation = call.invocation;
    const Outcome outcome = co_await call.invoker->invoke(std::move(invocation), ignored);
    if (outcome.kind == Outcome::Kind::Ok) break;
    seconds pause = throttle_pause;
    std::string when;
    if (outcome.kind == Outcome::Kind::Throttled) {
      throttle_pause = std::min(2 * throttle_pause, kLongestThrottlePause);
      when = "was throttled";
    } else {
      ++failures;
      pause = failures * seconds(60);
      when = "failed (" + outcome.error_type + ")";
    }
    if (failures > call.rules.retries || state->world.clock.after(pause) > latest) {
      state->warn(call, name + " " + when + " and is given up");
      break;
    }
    state->warn(call,
                name + " " + when + " and is tried again in " + plural(static_cast<std::size_t>(pause.count()), "second"));
    const bool goes_on = co_await state->pause(pause);
    if (!goes_on) {
      state->warn(call, name + " is not tried again, since everything ends");
      break;
    }
  }
  --state->under_way;
  state->changed.notify();
}

Task<void> AsyncCalls::stop(std::chrono::milliseconds grace) {
  const std::shared_ptr<State> state = state_;
  state->stopping = true;
  state->changed.notify();
  const Clock::TimePoint until = state->world.clock.after(grace);
  while (state->under_way > 0 && state->world.clock.now() < until) co_await state->changed.wait(until);
}

}  // namespace cxsam::lambda
