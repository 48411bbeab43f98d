// What the Runtime API says of an event beside its payload.
#pragma once

#include <string>

#include "runtime/messages.h"

namespace cxsam::runtime {

/// The header fields of the answer to /runtime/invocation/next, each with its line end; what the event does not have is left
/// out. Source: AWS Lambda developer guide, "Using the Lambda runtime API", "Next invocation".
std::string event_fields(const Event& event);

}  // namespace cxsam::runtime
