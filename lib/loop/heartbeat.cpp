#include "loop/heartbeat.h"

#include <chrono>

#include "base/freed_memory.h"

namespace cxsam {
namespace {

constexpr std::chrono::milliseconds kPeriod{50};

}  // namespace

struct Heartbeat::State {
  explicit State(const World& of) : world(of) {}

  World world;
  bool touched = false;  // since the last beat
  bool beats = false;
  bool ended = false;

  static Task<void> beat(std::shared_ptr<State> self) {
    while (self->touched && !self->ended) {
      self->touched = false;
      co_await self->world.clock.sleep_for(kPeriod);
    }
    self->beats = false;
    give_back_freed_memory();
  }
};

Heartbeat::Heartbeat(const World& world) : state_(std::make_shared<State>(world)) {}

Heartbeat::~Heartbeat() { state_->ended = true; }

void Heartbeat::touch() {
  state_->touched = true;
  if (state_->beats) return;
  state_->beats = true;
  spawn(state_->world.loop, "heartbeat", State::beat(state_));
}

}  // namespace cxsam
