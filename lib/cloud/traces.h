// Traces and the service graph of an account. Source: AWS X-Ray API reference; AWS X-Ray developer guide, "X-Ray segment
// documents".
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "aws/client.h"
#include "base/result.h"
#include "json/json.h"
#include "loop/clock.h"

namespace cxsam::cloud {

struct Trace {
  std::string id;
  std::int64_t revision = 0;  // 0: not known
  double duration = 0;        // seconds
  double began = 0;           // seconds since 1970
  Json segments;              // the documents, as they are nested
  std::optional<bool> limit_exceeded = std::nullopt;
};

struct TraceQuery {
  std::vector<std::string> ids;  // these alone; empty: all of the time
  Clock::WallTime from, to;
};

/// What a view gets.
struct TraceView {
  std::function<void(const Json& graph)> graph;  // that of X-Ray's answer; only where it has services
  std::function<void(const Trace&)> trace;       // the earliest first
};

/// Hands over the service graph, then the traces.
Task<Result<void>> read_traces(aws::Client& client, TraceQuery query, TraceView view);

/// Hands over what comes, and traces again that have grown, until it is cancelled. Returns with an error only.
Task<Error> follow_traces(aws::Client& client, TraceQuery query, TraceView view);

/// The trees that people read.
std::string trace_text(const Trace& trace);
std::string graph_text(const Json& graph);

/// The same as one line of JSON.
std::string trace_json(const Trace& trace);
std::string graph_json(const Json& graph);

}  // namespace cxsam::cloud
