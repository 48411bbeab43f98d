// Takes what a subscriber is to get there: a POST of a JSON array, or lines over TCP.
#pragma once

#include <functional>
#include <memory>

#include "loop/world.h"
#include "runtime/telemetry/telemetry.h"

namespace cxsam::runtime {

/// Until the subscriber is closed. What cannot be delivered is tried once more, and then dropped. `on_change` is called after
/// each attempt.
Task<void> deliver(World world, std::shared_ptr<Subscriber> subscriber, std::function<void()> on_change);

}  // namespace cxsam::runtime
