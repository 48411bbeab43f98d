// The error documents that the invoker of a function gets when the function could not answer itself, worded as AWS does.
// Source: AWS Lambda developer guide, "Lambda runtime API", and answers recorded on AWS.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace cxsam::runtime {

/// {"errorType": ..., "errorMessage": ...}
std::string error_document(std::string_view type, std::string_view message);
/// {"errorMessage": ..., "errorType": ...}: the order in which the Runtime API refuses calls.
std::string refusal_document(std::string_view type, std::string_view message);

/// "exit status 3", "signal: killed"; "" when the process exited with 0, which gives no reason.
std::string exit_text(int wait_status);
/// Runtime.ExitError.
std::string exit_document(std::string_view request_id, int wait_status);
/// Sandbox.Timedout.
std::string timeout_document(std::string_view request_id, std::chrono::nanoseconds timeout);
/// Function.ResponseSizeTooLarge.
std::string too_large_document(std::uint64_t limit);
/// Any other fault of an environment: {"errorType": type, "errorMessage": "RequestId: ... Error: what"}.
std::string fault_document(std::string_view type, std::string_view request_id, std::string_view what);

/// 1.5 -> "1.50".
std::string two_decimals(double value);

}  // namespace cxsam::runtime
