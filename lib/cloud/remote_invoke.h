// Calls of what is deployed. Source: SAM CLI, "sam remote invoke"; the API references of Lambda, Step Functions, SQS, Kinesis.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "aws/client.h"
#include "base/result.h"
#include "cloud/parameters.h"
#include "cloud/target.h"

namespace cxsam::cloud {

inline constexpr std::array<std::string_view, 4> kInvocable{"AWS::Lambda::Function", "AWS::StepFunctions::StateMachine",
                                                            "AWS::SQS::Queue", "AWS::Kinesis::Stream"};

struct RemoteCall {
  std::optional<std::string> event;  // as given; nothing is `{}`
  Parameters parameters;             // of the API's operation
  bool whole = false;                // show the whole answer as JSON, not only its result
};

/// Where results and what is said go. Texts end as they should stand.
struct RemoteView {
  std::function<void(std::string_view)> result;
  std::function<void(std::string_view)> say;
  std::function<void(std::string_view)> fault;  // a line: the call was made, and what was called has failed
};

/// False: what was called has failed, which is told. A function's log is said, and its answer shown piece by piece where it
/// comes so (a function URL with `InvokeMode: RESPONSE_STREAM`); a state machine is waited for.
Task<Result<bool>> invoke(aws::Client& client, Target target, RemoteCall call, RemoteView view);

/// The calls by type.
Task<Result<bool>> invoke_function(aws::Client& client, Target target, RemoteCall call, RemoteView view);
Task<Result<bool>> start_execution(aws::Client& client, Target target, RemoteCall call, RemoteView view);
Task<Result<bool>> send_message(aws::Client& client, Target target, RemoteCall call, RemoteView view);
Task<Result<bool>> put_record(aws::Client& client, Target target, RemoteCall call, RemoteView view);

/// The event as JSON: a text that is none becomes a string, which is said.
std::string event_as_json(const RemoteCall& call, const RemoteView& view);

/// What an answer of a REST service is besides its members, as AWS SDKs for Python have it.
Json response_metadata(const system::HttpAnswer& answer);

}  // namespace cxsam::cloud
