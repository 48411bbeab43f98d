// A timer that is near while there is work.
#pragma once

#include <memory>

#include "loop/world.h"

namespace cxsam {

/// Of all timers the system is told of the nearest one, which costs a system call. Work that begins and ends a timer each time
/// does so for each piece; while a timer that is nearer than those beats, it does not.
class Heartbeat {
 public:
  explicit Heartbeat(const World& world);
  Heartbeat(const Heartbeat&) = delete;
  Heartbeat& operator=(const Heartbeat&) = delete;
  /// It stops.
  ~Heartbeat();

  /// There is work. It beats for a while after the last of it; then memory that the work has freed goes back to the system.
  void touch();

 private:
  struct State;
  std::shared_ptr<State> state_;  // shared with the coroutine
};

}  // namespace cxsam
