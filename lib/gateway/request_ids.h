// The ids and times that API Gateway gives each request.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cxsam::gateway {

struct RequestIds {
  std::string request_id;   // UUID
  std::string extended_id;  // x-amz-apigw-id: "JKJaXmPLvHcESHA="
  std::string trace_id;     // "Root=1-5759e988-bd862e3fe1be46a994272793"
};

/// New ids; `trace_id` is the client's when it sent one.
RequestIds make_request_ids(std::string_view client_trace_id);

struct RequestTime {
  std::int64_t epoch_ms = 0;
  std::string_view text;  // "09/Apr/2015:12:34:56 +0000"; valid until the next call
};

RequestTime current_request_time();

}  // namespace cxsam::gateway
