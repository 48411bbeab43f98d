#include "runtime/processes.h"

#include <string>
#include <utility>
#include <vector>

#include "base/time_text.h"
#include "runtime/instance_times.h"

namespace cxsam::runtime {
namespace {

using TimePoint = Clock::TimePoint;

constexpr std::chrono::milliseconds kDeliveryPatience{300};
// What processes have to end, with extensions that are programs of their own and with such that live in the runtime process.
constexpr std::chrono::milliseconds kExternalGrace{2000};
constexpr std::chrono::milliseconds kInternalGrace{500};

}  // namespace

void Processes::begin() {
  const std::vector<std::string> extensions = sandbox_->extensions();
  session_->start(extensions);
  runtime_waits_ = !extensions.empty();
}

Result<void> Processes::start() {
  if (!runtime_waits_) return start_runtime();
  auto started = sandbox_->start_extensions();
  if (!started) session_->ended({});
  return started;
}

Result<void> Processes::start_runtime() {
  runtime_waits_ = false;
  auto started = sandbox_->start();
  if (!started) session_->ended({});
  return started;
}

void Processes::kill() {
  sandbox_->kill();
  if (std::exchange(runtime_waits_, false)) session_->ended({});
}

Task<void> Processes::stop(std::string_view reason) {
  co_await end_extensions(reason);
  if (session_->stopped()) co_return;
  kill();
  const TimePoint until = world_.clock.after(kKillPatience);
  while (!session_->stopped() && world_.clock.now() < until) co_await session_->wait(until);
  if (!session_->stopped()) sandbox_->destroy();
  while (!session_->stopped()) co_await session_->wait();
}

// The runtime ends on SIGTERM with 30 % of the time where all is well, else by force.
Task<void> Processes::end_extensions(std::string_view reason) {
  Extensions& extensions = session_->extensions();
  if (!extensions.any()) co_return;
  const std::chrono::milliseconds time = extensions.any_external() ? kExternalGrace : kInternalGrace;
  const TimePoint until = world_.clock.after(time);
  if (reason == kSpindown && !session_->stopped() && !runtime_waits_) {
    sandbox_->terminate();
    const TimePoint runtime_until = world_.clock.after(time * 3 / 10);
    while (!session_->stopped() && world_.clock.now() < runtime_until) co_await session_->wait(runtime_until);
  }
  if (!session_->stopped() && !runtime_waits_) sandbox_->kill_runtime();
  co_await deliver_telemetry();
  extensions.shut_down(reason, epoch_ms(world_.clock.wall() + time));
  while (extensions.any_to_wait_for() && world_.clock.now() < until) co_await session_->wait(until);
  sandbox_->kill();
  const TimePoint patience = world_.clock.after(kKillPatience);
  while (!extensions.all_ended() && world_.clock.now() < patience) co_await session_->wait(patience);
  extensions.stop();
  session_->telemetry().stop();
}

// What has happened reaches subscribers before they hear of the end: upon that many send what they have, and go.
Task<void> Processes::deliver_telemetry() {
  Telemetry& telemetry = session_->telemetry();
  telemetry.hurry();
  const TimePoint until = world_.clock.after(kDeliveryPatience);
  while (!telemetry.delivered() && world_.clock.now() < until) co_await session_->wait(until);
}

}  // namespace cxsam::runtime
