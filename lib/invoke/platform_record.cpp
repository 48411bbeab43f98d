#include "invoke/platform_record.h"

#include <cmath>
#include <string>
#include <utility>

#include "base/time_text.h"
#include "invoke/trace_header.h"

namespace cxsam::invoke {
namespace {

using std::chrono::nanoseconds;

double milliseconds(nanoseconds duration) {
  return std::round(std::chrono::duration<double, std::milli>(duration).count() * 1000) / 1000;
}

std::int64_t billed(nanoseconds duration) {
  return static_cast<std::int64_t>(std::ceil(std::chrono::duration<double, std::milli>(duration).count()));
}

std::uint64_t megabytes(std::uint64_t bytes) { return (bytes + (1U << 20U) - 1) >> 20U; }

std::string_view status_of(Outcome::Kind outcome) {
  switch (outcome) {
    case Outcome::Kind::Ok:
      return "success";
    case Outcome::Kind::FunctionError:
      return "error";
    case Outcome::Kind::Timeout:
      return "timeout";
    default:
      return "failure";
  }
}

void add_tracing(Json& record, std::string_view trace) {
  if (trace.empty()) return;
  Json tracing;
  if (const std::string_view parent = trace_field(trace, "Parent"); !parent.empty()) tracing["spanId"] = parent;
  tracing["type"] = "X-Amzn-Trace-Id";
  tracing["value"] = trace;
  record["tracing"] = std::move(tracing);
}

Json span(std::string_view name, std::chrono::system_clock::time_point start, nanoseconds duration) {
  return {{"name", name}, {"start", iso_time(start)}, {"durationMs", milliseconds(duration)}};
}

void add_end(Json& record, Outcome::Kind outcome, std::string_view error_type) {
  record["status"] = status_of(outcome);
  if (!error_type.empty() && outcome != Outcome::Kind::Ok) record["errorType"] = error_type;
}

Json of_initialisation(LogEvent::Phase phase) {
  return {{"initializationType", "on-demand"}, {"phase", phase == LogEvent::Phase::Init ? "init" : "invoke"}};
}

struct Records {
  const LogEvent& event;
  using Made = std::optional<PlatformRecord>;

  Made operator()(const LogEvent::InitStart& what) const {
    Json record = of_initialisation(what.phase);
    record["runtimeVersion"] = what.runtime;
    record["functionName"] = what.name;
    record["functionVersion"] = what.version;
    return PlatformRecord{"platform.initStart", std::move(record)};
  }

  Made operator()(const LogEvent::InitRuntimeDone& what) const {
    Json record = of_initialisation(what.phase);
    add_end(record, what.outcome, what.error_type);
    return PlatformRecord{"platform.initRuntimeDone", std::move(record)};
  }

  Made operator()(const LogEvent::InitReport& what) const {
    Json record = of_initialisation(what.phase);
    add_end(record, what.outcome, what.error_type);
    record["metrics"] = Json{{"durationMs", milliseconds(what.duration)}};
    return PlatformRecord{"platform.initReport", std::move(record)};
  }

  Made operator()(const LogEvent::Start& what) const {
    Json record{{"requestId", event.request_id}, {"version", what.version}};
    add_tracing(record, what.trace);
    return PlatformRecord{"platform.start", std::move(record)};
  }

  Made operator()(const LogEvent::End& what) const {
    Json record{{"requestId", event.request_id}};
    add_end(record, what.outcome, what.error_type);
    record["metrics"] = Json{{"durationMs", milliseconds(what.duration)}, {"producedBytes", what.produced_bytes}};
    if (what.answer) {
      const auto begin = event.time - std::chrono::duration_cast<std::chrono::system_clock::duration>(what.duration);
      const auto first = begin + std::chrono::duration_cast<std::chrono::system_clock::duration>(what.answer->latency);
      record["spans"] = Json::array(
          {span("responseLatency", begin, what.answer->latency), span("responseDuration", first, what.answer->duration)});
    }
    add_tracing(record, what.trace);
    return PlatformRecord{"platform.runtimeDone", std::move(record)};
  }

  Made operator()(const LogEvent::Report& what) const {
    const Metrics& metrics = what.metrics;
    Json record{{"requestId", event.request_id}};
    add_end(record, what.outcome, what.error_type);
    record["metrics"] = Json{{"durationMs", milliseconds(metrics.duration)},
                             {"billedDurationMs", billed(metrics.duration)},
                             {"memorySizeMB", metrics.memory_mb},
                             {"maxMemoryUsedMB", megabytes(metrics.max_memory_bytes)}};
    if (metrics.init_duration) record["metrics"]["initDurationMs"] = milliseconds(*metrics.init_duration);
    if (metrics.restore_duration) {
      record["metrics"]["restoreDurationMs"] = milliseconds(*metrics.restore_duration);
      record["metrics"]["billedRestoreDurationMs"] = billed(*metrics.restore_duration);
    }
    add_tracing(record, what.trace);
    return PlatformRecord{"platform.report", std::move(record)};
  }

  Made operator()(const LogEvent::Extension& what) const {
    Json record{{"name", what.name}, {"state", what.state}, {"events", what.events}};
    if (!what.error_type.empty()) record["errorType"] = what.error_type;
    return PlatformRecord{"platform.extension", std::move(record)};
  }

  Made operator()(const LogEvent::Subscription& what) const {
    Json record{{"name", what.name}, {"state", "Subscribed"}, {"types", what.types}};
    return PlatformRecord{what.of_logs_api ? "platform.logsSubscription" : "platform.telemetrySubscription", std::move(record)};
  }

  template <class Other>
  Made operator()(const Other& /*what*/) const {
    return std::nullopt;
  }
};

}  // namespace

std::optional<PlatformRecord> platform_record(const LogEvent& event) { return std::visit(Records{event}, event.what); }

}  // namespace cxsam::invoke
