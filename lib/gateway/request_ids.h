// The ids and times that API Gateway gives each request.
#pragma once

#include <string>
#include <string_view>

#include "loop/world.h"

namespace cxsam::gateway {

struct RequestIds {
  std::string request_id;   // UUID
  std::string extended_id;  // x-amz-apigw-id: "JKJaXmPLvHcESHA="
  std::string trace_id;     // as the event has it: the client's, or "Root=1-5759e988-bd862e3fe1be46a994272793"
  std::string trace;        // as it goes on, with Parent and Sampled: to the function and to the client
  Clock::WallTime time;     // at which the request came
};

/// New ids; `trace_id` is the client's when it sent one.
RequestIds make_request_ids(const World& world, std::string_view client_trace_id);

}  // namespace cxsam::gateway
