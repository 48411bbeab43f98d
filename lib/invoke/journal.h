// What happens around functions, as data. Producers record events; only a view makes text of them (invoke/log_text.h), and who
// wants to know what happened reads events, never text.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "invoke/invoke.h"

namespace cxsam::invoke {

/// A function's `LoggingConfig.LogFormat`.
enum class LogFormat : std::uint8_t { Text, Json };

/// From which level on lines are written where the format is JSON: `ApplicationLogLevel`, `SystemLogLevel`.
enum class LogLevel : std::uint8_t { Trace, Debug, Info, Warn, Error, Fatal };

/// Views are valid during record() only: on the way of a request nothing is copied. Who keeps an event copies its texts.
struct LogEvent {
  /// When processes initialise: before an invocation, or within one since they were not ready in time.
  enum class Phase : std::uint8_t { Init, Invoke };
  /// A runtime process is started and initialised.
  struct InitStart {
    std::string_view runtime;  // "python3.12"
    Phase phase = Phase::Init;
    std::string_view name = {};  // of the function
    std::string_view version = "$LATEST";
  };
  /// The runtime process waits for work, or will never do so.
  struct InitRuntimeDone {
    Outcome::Kind outcome{};
    std::string_view error_type = {};
    Phase phase = Phase::Init;
  };
  /// Its extensions do so too, or the time for that is over.
  struct InitReport {
    Outcome::Kind outcome{};
    std::string_view error_type = {};
    Phase phase = Phase::Init;
    std::chrono::nanoseconds duration{};
  };
  /// An invocation is handed to the function.
  struct Start {
    std::string_view version = "$LATEST";
    std::string_view trace = {};  // its X-Amzn-Trace-Id
  };
  /// What processes of the function wrote to standard output or standard error: whole lines with their ends.
  struct Output {
    std::string_view lines;
    bool of_extension = false;
  };
  /// An extension waits for its first event, or has failed.
  struct Extension {
    std::string_view name;
    std::string_view state;  // "Ready"
    std::span<const std::string> events = {};
    std::string_view error_type = {};
  };
  /// An extension gets what happens here.
  struct Subscription {
    bool of_logs_api = false;  // else of the Telemetry API
    std::string_view name = {};
    std::span<const std::string> types = {};
  };
  /// The function was too slow and is killed.
  struct TimedOut {
    std::chrono::nanoseconds limit{};
  };
  /// The function's process ended by itself, or was killed for its memory, while it was needed.
  struct Exited {
    int wait_status = 0;  // as waitpid gives it
    bool over_memory = false;
    std::uint32_t memory_mb = 0;  // what it may use
  };
  /// When the answer began, and how long it took to come.
  struct AnswerTimes {
    std::chrono::nanoseconds latency{};
    std::chrono::nanoseconds duration{};
  };
  /// The invocation is over.
  struct End {
    Outcome::Kind outcome{};
    std::string_view error_type = {};
    std::chrono::nanoseconds duration{};
    std::uint64_t produced_bytes = 0;
    std::optional<AnswerTimes> answer = {};  // nothing when there was none
    std::string_view trace = {};
  };
  /// What it took; follows End.
  struct Report {
    Outcome::Kind outcome{};
    std::string_view error_type = {};
    Metrics metrics = {};
    std::string_view trace = {};
  };
  /// Something for a person to know.
  struct Note {
    enum class Level : std::uint8_t { Info, Warning, Error } level = Level::Info;
    std::string_view text;  // without a line end
    std::span<const std::string> hints = {};
  };
  /// A request that the gateway has answered.
  struct Request {
    std::string_view client;  // its address
    std::string_view method;
    std::string_view target;    // as sent: may hold control characters
    std::string_view protocol;  // "HTTP/1.1"
    int status = 0;
    std::chrono::nanoseconds duration{};
  };
  using What = std::variant<InitStart, InitRuntimeDone, InitReport, Start, Output, Extension, Subscription, TimedOut, Exited,
                            End, Report, Note, Request>;

  std::chrono::system_clock::time_point time;
  std::string_view function = {};    // its full path, `Stack/LogicalId`; "" when it is of none
  std::uint32_t instance = 0;        // counts the instances of all functions from 1; 0 when it is of none
  std::string_view request_id = {};  // "" outside an invocation
  LogFormat format = LogFormat::Text;
  LogLevel application_level = LogLevel::Info;
  LogLevel system_level = LogLevel::Info;
  What what;
};

/// Receives events in the order in which they happen. It never waits: a record() that blocks stops the loop.
struct Journal {
  virtual ~Journal() = default;
  virtual void record(const LogEvent& event) = 0;
};

}  // namespace cxsam::invoke
