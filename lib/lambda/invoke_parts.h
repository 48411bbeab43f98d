// What Invoke and InvokeWithResponseStream read of a request in the same way.
#pragma once

#include <optional>
#include <string>

#include "lambda/operation.h"

namespace cxsam::lambda {

struct InvokeSettings {
  std::string type;  // of invocation: "RequestResponse"
  bool log_tail = false;
  std::string client_context;  // JSON, "" for none
};

/// A call that may be made: everything about it is in order.
struct ReadyCall {
  Target target;
  InvokeSettings settings;
  invoke::Invocation invocation;
};

/// `types`: the invocation types of the operation.
Accepted<ReadyCall> read_call(const Call& call, const std::vector<std::string>& types);

/// 429; nothing for any outcome that is the function's.
std::optional<http::Response> throttled_response(const invoke::Outcome& outcome, std::string document);

}  // namespace cxsam::lambda
