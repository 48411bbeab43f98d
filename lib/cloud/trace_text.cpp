#include <fmt/format.h>

#include "aws/members.h"
#include "base/arithmetic.h"
#include "base/text.h"
#include "cloud/spaced_json.h"
#include "cloud/times.h"
#include "cloud/traces.h"

namespace cxsam::cloud {
namespace {

using aws::bool_of;
using aws::int_of;
using aws::list_of;
using aws::number_of;
using aws::object_of;
using aws::text_of;

constexpr std::size_t kDeepest = 64;

void add_segment(std::string& out, const Json& segment, std::size_t depth) {
  const double end = number_of(segment, "end_time");  // absent while it is in progress
  const double duration = end == 0 ? 0 : end - number_of(segment, "start_time");
  const std::int64_t status = int_of(object_of(object_of(segment, "http"), "response"), "status");
  out += fmt::format("{} - {:.3f}s - {}{}\n", std::string(2 * depth, ' '), duration, text_of(segment, "name"),
                     status == 0 ? "" : fmt::format(" [HTTP: {}]", status));
  if (depth == kDeepest) return;
  for (const Json& each : list_of(segment, "subsegments")) add_segment(out, each, depth + 1);
}

std::int64_t total(const Json& statistics, std::string_view name) { return int_of(object_of(statistics, name), "TotalCount"); }

/// "3.0" of 3, as Python writes seconds.
std::string seconds_text(double seconds) {
  std::string text = fmt::format("{}", seconds);
  return text.find_first_of(".e") == std::string::npos ? text + ".0" : text;
}

std::string service_text(const Json& service) {
  std::vector<std::string> edges;
  for (const Json& edge : list_of(service, "Edges")) edges.push_back(std::to_string(int_of(edge, "ReferenceId")));
  const Json& statistics = object_of(service, "SummaryStatistics");
  return fmt::format(
      "  Reference Id: {} - {}{} - {} - Edges: [{}]\n"
      "   Summary_statistics:\n"
      "     - total requests: {}\n"
      "     - ok count(2XX): {}\n"
      "     - error count(4XX): {}\n"
      "     - fault count(5XX): {}\n"
      "     - total response time: {}\n",
      int_of(service, "ReferenceId"), bool_of(service, "Root") ? "(Root) " : "", text_of(service, "Type"),
      text_of(service, "Name"), join(edges, ", "), int_of(statistics, "TotalCount"), int_of(statistics, "OkCount"),
      total(statistics, "ErrorStatistics"), total(statistics, "FaultStatistics"),
      seconds_text(number_of(statistics, "TotalResponseTime")));
}

/// With times as texts.
Json readable(Json graph) {
  for (const char* name : {"StartTime", "EndTime"})
    if (graph.contains(name) && graph[name].is_number())
      graph[name] = iso_with_offset(nearest_whole(graph[name].get<double>() * 1000));
  return graph;
}

}  // namespace

std::string trace_text(const Trace& trace) {
  std::string out = fmt::format("\nXRay Event{} at ({}) with id ({}) and duration ({:.3f}s)\n",
                                trace.revision == 0 ? "" : fmt::format(" [revision {}]", trace.revision),
                                iso_with_offset(static_cast<std::int64_t>(trace.began * 1000)), trace.id, trace.duration);
  for (const Json& segment : trace.segments) add_segment(out, segment, 0);
  return out;
}

std::string graph_text(const Json& graph) {
  std::string out = fmt::format("\nNew XRay Service Graph\n  Start time: {}\n  End time: {}\n",
                                python_time(number_of(graph, "StartTime")), python_time(number_of(graph, "EndTime")));
  for (const Json& service : list_of(graph, "Services")) out += service_text(service);
  return out;
}

std::string trace_json(const Trace& trace) {
  Json json{{"Id", trace.id}, {"Duration", trace.duration}};
  if (trace.limit_exceeded) json["LimitExceeded"] = *trace.limit_exceeded;
  if (trace.revision != 0) json["Revision"] = trace.revision;
  json["Segments"] = trace.segments;
  return spaced_json(json);
}

std::string graph_json(const Json& graph) { return spaced_json(readable(graph)); }

}  // namespace cxsam::cloud
