// Traces for people and as JSON.
#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "base/time_text.h"
#include "json/json.h"
#include "local/xray/traces.h"

namespace cxsam::local {
namespace {

constexpr std::size_t kMaxDepth = 40;
constexpr std::size_t kNameWidth = 48;

double milliseconds(const Segment& segment) {
  return segment.end == 0 ? 0 : std::max(0.0, (segment.end - segment.start) * 1000);
}

std::string time_text(double seconds) {
  constexpr double kMost = 4e9;
  const auto since = std::chrono::milliseconds(static_cast<std::int64_t>(std::clamp(seconds, 0.0, kMost) * 1000));
  return iso_time(std::chrono::system_clock::time_point(since));
}

std::string state_of(const Segment& segment) {
  std::string state;
  if (segment.throttle) state += "  throttled";
  if (segment.fault) state += "  fault";
  if (segment.error && !segment.fault) state += "  error";
  return segment.end == 0 ? state + "  no end" : state;
}

/// Calls `visit` for each segment with its depth and the service that it is part of, from above. A circle is left where it
/// closes.
void walk(const Trace& trace, const std::function<void(const Segment&, std::size_t depth, const std::string& service)>& visit) {
  std::set<std::size_t> seen;
  const std::function<void(std::size_t, std::size_t, const std::string&)> go = [&](std::size_t at, std::size_t depth,
                                                                                   const std::string& service) {
    if (depth > kMaxDepth || !seen.insert(at).second) return;
    const Segment& segment = trace.segments[at];
    visit(segment, depth, service);
    const std::string own = segment.kind.empty() ? service : segment.name;
    for (const std::size_t below : segment.below) go(below, depth + 1, own);
  };
  for (const std::size_t root : trace.roots) go(root, 0, "client");
}

struct Edge {
  std::size_t calls = 0, faults = 0, errors = 0, throttles = 0;
  double milliseconds = 0;
};

using Edges = std::map<std::pair<std::string, std::string>, Edge>;

/// A function that another one calls is seen from both ends: as a call to `Lambda`, say, and as itself. Each is an edge.
Edges edges_of(const std::vector<Trace>& traces) {
  Edges edges;
  for (const Trace& trace : traces) {
    walk(trace, [&](const Segment& segment, std::size_t /*depth*/, const std::string& service) {
      if (segment.kind.empty()) return;
      Edge& edge = edges[{service, segment.name}];
      ++edge.calls;
      edge.faults += segment.fault ? 1 : 0;
      edge.errors += segment.error && !segment.fault ? 1 : 0;
      edge.throttles += segment.throttle ? 1 : 0;
      edge.milliseconds += milliseconds(segment);
    });
  }
  return edges;
}

double rounded(double value) { return std::round(value * 1000) / 1000; }

Json json_of(const Trace& trace, const std::vector<std::size_t>& which, std::set<std::size_t>& seen, std::size_t depth) {
  Json list = Json::array();
  for (const std::size_t at : which) {
    if (depth > kMaxDepth || !seen.insert(at).second) continue;
    const Segment& segment = trace.segments[at];
    Json one{{"name", segment.name}, {"kind", segment.kind}, {"start", time_text(segment.start)}};
    if (segment.end > 0) one["durationMs"] = rounded(milliseconds(segment));
    if (segment.fault) one["fault"] = true;
    if (segment.error) one["error"] = true;
    if (segment.throttle) one["throttle"] = true;
    if (!segment.below.empty()) one["segments"] = json_of(trace, segment.below, seen, depth + 1);
    list.push_back(std::move(one));
  }
  return list;
}

}  // namespace

std::string trace_list(const std::vector<Trace>& traces) {
  std::string text;
  for (const Trace& trace : traces) {
    text += fmt::format("{}  {}  {:.2f} ms\n", trace.id, time_text(trace.start()), trace.duration() * 1000);
    walk(trace, [&](const Segment& segment, std::size_t depth, const std::string& /*service*/) {
      const std::string name = std::string(2 * (depth + 1), ' ') + segment.name;
      text += fmt::format("{:<{}}  {:>10.2f} ms{}\n", name, kNameWidth, milliseconds(segment), state_of(segment));
    });
  }
  return text;
}

std::string service_map(const std::vector<Trace>& traces) {
  std::string text = "Service map\n";
  for (const auto& [ends, edge] : edges_of(traces)) {
    text += fmt::format("  {} -> {}: {}, {:.2f} ms on average", ends.first, ends.second, plural(edge.calls, "call"),
                        edge.milliseconds / static_cast<double>(edge.calls));
    if (edge.faults > 0) text += ", " + plural(edge.faults, "fault");
    if (edge.errors > 0) text += ", " + plural(edge.errors, "error");
    if (edge.throttles > 0) text += ", " + std::to_string(edge.throttles) + " throttled";
    text += '\n';
  }
  return text;
}

std::string traces_json(const std::vector<Trace>& traces) {
  Json list = Json::array();
  for (const Trace& trace : traces) {
    std::set<std::size_t> seen;
    list.push_back({{"id", trace.id},
                    {"start", time_text(trace.start())},
                    {"durationMs", rounded(trace.duration() * 1000)},
                    {"segments", json_of(trace, trace.roots, seen, 0)}});
  }
  Json edges = Json::array();
  for (const auto& [ends, edge] : edges_of(traces)) {
    edges.push_back({{"from", ends.first},
                     {"to", ends.second},
                     {"calls", edge.calls},
                     {"faults", edge.faults},
                     {"errors", edge.errors},
                     {"throttles", edge.throttles},
                     {"averageMs", rounded(edge.milliseconds / static_cast<double>(edge.calls))}});
  }
  return dump_json(Json{{"traces", std::move(list)}, {"edges", std::move(edges)}}, 2) + "\n";
}

}  // namespace cxsam::local
