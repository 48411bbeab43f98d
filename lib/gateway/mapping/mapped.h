// Requests that mapping templates stand around: MOCK integrations, and functions without proxy.
#pragma once

#include <memory>

#include "gateway/event.h"
#include "gateway/gateway.h"

namespace cxsam::gateway {

/// The answer of a route whose integration has a mapping. `source` and `served` must outlive the task.
Task<http::Response> answer_mapped(const Served& served, const EventSource& source);

}  // namespace cxsam::gateway
