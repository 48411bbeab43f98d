// Traces as the lines of a journal tell them: calls of functions, and the segments that their SDKs have sent.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace cxsam::local {

struct Segment {
  std::string id;
  std::string parent;  // "" for none
  std::string name;
  std::string kind;  // "function", "aws", "remote"; "" for a part of what is above
  double start = 0;  // seconds since 1970
  double end = 0;    // 0 while it goes on
  bool fault = false;
  bool error = false;
  bool throttle = false;
  std::vector<std::size_t> below = {};  // indices into the trace, by start
};

struct Trace {
  std::string id;
  std::vector<Segment> segments;
  std::vector<std::size_t> roots = {};  // by start

  [[nodiscard]] double start() const;
  [[nodiscard]] double duration() const;
};

/// Oldest first. Lines that tell of none are passed over.
std::vector<Trace> traces_in(std::string_view journal);

/// For people: each trace with its segments, indented below each other, with times.
std::string trace_list(const std::vector<Trace>& traces);

/// Who has called whom, how often, how it went, and how long it took.
std::string service_map(const std::vector<Trace>& traces);

/// Both as JSON: {"traces": [...], "edges": [...]}.
std::string traces_json(const std::vector<Trace>& traces);

}  // namespace cxsam::local
