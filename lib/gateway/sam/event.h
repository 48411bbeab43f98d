// The events that `sam local start-api` makes, which differ from API Gateway's in what is made up or left out. The answers of
// SAM CLI's own service, recorded.
#pragma once

#include <optional>
#include <string>

#include "gateway/event.h"

namespace cxsam::gateway {

/// Payload format 1.0. Nothing where the body can be no text: SAM CLI answers 502 then.
std::optional<std::string> make_sam_event_v1(const EventSource& source);

/// Payload format 2.0. Nothing, as above.
std::optional<std::string> make_sam_event_v2(const EventSource& source);

}  // namespace cxsam::gateway
