// How local things call each other: by function, with bytes in and a streamed answer out.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "loop/clock.h"
#include "loop/task.h"

namespace cxsam::invoke {

/// One call. `payload` is JSON text, passed on unchanged.
struct Invocation {
  std::string request_id;  // UUID; also in START, END and REPORT
  std::string payload;
  std::string client_context = {};
  std::string trace_id = {};
  std::string tenant_id = {};
  std::string cognito_identity = {};  // JSON: {"cognitoIdentityId", "cognitoIdentityPoolId"}
  std::string function_arn = {};      // as the caller named it, with a qualifier; "" for the function's own
  std::string version = "$LATEST";    // that answers: what stands behind the qualifier
};

/// Durations are real; `billed` is rounded up to a millisecond.
struct Metrics {
  std::chrono::nanoseconds duration{};
  std::optional<std::chrono::nanoseconds> init_duration;          // cold starts only
  std::optional<std::chrono::nanoseconds> restore_duration = {};  // of what was restored from a snapshot instead
  std::uint32_t memory_mb = 0;
  std::uint64_t max_memory_bytes = 0;  // peak resident memory of the process
};

/// How a call ended. For every kind but Ok there is the error document that the invoker of a Lambda function would get
/// ({"errorType", "errorMessage", ...}): the sink received it, or it is here when the sink streams.
struct Outcome {
  enum class Kind : std::uint8_t {
    Ok,
    FunctionError,
    Timeout,
    Crash,
    InitError,
    TooLarge,
    Throttled,
    CannotStart
  } kind = Kind::Ok;
  std::string error_type;
  Metrics metrics;
  std::string error_document = {};
};

/// Receives the answer. head() comes at most once and first; write() any number of times. One that streams gets what the
/// function writes while it writes it, as far as it has room; any other gets at the end either the whole answer or the error
/// document.
struct ResponseSink {
  virtual ~ResponseSink() = default;
  [[nodiscard]] virtual bool streams() const { return false; }
  virtual Task<void> head(std::string content_type) = 0;
  virtual Task<void> write(std::string bytes) = 0;
  /// Waits for who reads to keep up, until then at most: whether there is room for more.
  virtual Task<bool> room(Clock::TimePoint until);
};

/// Collects a whole answer.
struct BufferedResponse final : ResponseSink {
  std::string content_type;
  std::string body;
  Task<void> head(std::string type) override;
  Task<void> write(std::string bytes) override;
};

/// Hands the error document of a call that failed to who waits for it.
Task<void> answer_with_error(ResponseSink& sink, Outcome& outcome, std::string document);

struct Invoker {
  virtual ~Invoker() = default;
  /// Both stay until the task has ended. The payload is taken.
  virtual Task<Outcome> invoke(Invocation& invocation, ResponseSink& sink) = 0;
};

/// Invokers by function logical id.
using Invokers = std::map<std::string, std::shared_ptr<Invoker>, std::less<>>;

}  // namespace cxsam::invoke
