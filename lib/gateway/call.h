// Calls of functions on behalf of requests.
#pragma once

#include <cstddef>
#include <optional>

#include "gateway/served.h"

namespace cxsam::gateway {

/// Bytes of an event. Source: Lambda developer guide, "Lambda quotas".
constexpr std::size_t kMaxPayload = std::size_t{6} << 20U;

/// A call with all that it uses, since its request may stop waiting for it.
struct Answered {
  invoke::BufferedResponse answer;
  invoke::Outcome outcome;
};

/// The function's answer; nothing when the integration's patience ends first. The integration calls a function, which has an
/// invoker.
Task<std::optional<Answered>> call_within(const Served& served, const application::Integration& integration,
                                          std::shared_ptr<invoke::Invoker> invoker, invoke::Invocation invocation);

/// A call that nobody waits for.
void call_and_forget(const Served& served, std::shared_ptr<invoke::Invoker> invoker, invoke::Invocation invocation);

}  // namespace cxsam::gateway
