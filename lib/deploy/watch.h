// Waiting for CloudFormation.
#pragma once

#include <chrono>
#include <functional>
#include <string_view>

#include "base/result.h"
#include "deploy/events.h"

namespace cxsam::deploy {

/// A stack is as it was asked to be.
bool is_good_end(std::string_view status);

struct Watching {
  std::string stack;
  std::chrono::nanoseconds pause;  // between two looks, once it takes longer
  Clock::TimePoint until;
  std::function<void(const aws::StackEvent&)> happened = [](const aws::StackEvent&) {};
};

/// Gives the stack once nothing moves any more; nothing once it is gone. Reads that fail while the stack moves are tried until
/// the end. Errors: the time is over, what is no matter of time.
Task<Result<std::optional<aws::Stack>>> watch_stack(aws::Client& client, Events& events, Watching watching);

/// The same without a look at events.
Task<Result<std::optional<aws::Stack>>> wait_for_stack(aws::Client& client, Watching watching);

/// Gives the change set once it is complete or has failed.
Task<aws::Answer<aws::ChangeSet>> wait_for_change_set(aws::Client& client, std::string stack, std::string change_set,
                                                      std::chrono::nanoseconds pause);

}  // namespace cxsam::deploy
